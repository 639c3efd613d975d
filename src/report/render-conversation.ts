import type { Message } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { type ImportedRecord, isImported } from '../types/imported-record.js';
import type { Law, Violation } from '../types/verdict.js';
import { lawNames, recordLaws } from './law-names.js';
import { renderGroundingChain } from './render-grounding-chain.js';
import { renderImportedChain, renderImportedHeading, uncheckedLaws } from './render-imported.js';
import { safeText } from './safe-text.js';
import { createSourceColors, type SourceColors } from './source-colors.js';

/** Colours a piece of text, or leaves it. Text is made safe before it is painted. */
export type Paint = (text: string) => string;
export type Palette = {
  readonly [name in 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'red' | 'magenta']: Paint;
};

export type RenderConversationOptions = {
  /** What the validator found in this record. */
  readonly violations: readonly Violation[];
  /** Adds the grounding chain, step by step. */
  readonly verbose: boolean;
  readonly palette: Palette;
};

/** One conversation for reading: what it is, what was said and called, how it keeps the laws. */
export function renderConversation(
  record: DatasetRecord | ImportedRecord,
  options: RenderConversationOptions,
): string {
  const { palette, verbose } = options;
  const chain = isImported(record)
    ? renderImportedChain(record, palette)
    : renderGroundingChain(record, palette);
  const colors = createSourceColors(isImported(record) ? noSources : record, palette);
  return [
    ...(isImported(record) ? renderImportedHeading(record, palette) : renderHeading(record, palette)),
    ...(isImported(record) ? [] : colors.legend),
    '',
    ...record.messages.flatMap((message, index) => renderMessage(message, index, palette, colors)),
    ...renderJudgement(record, palette),
    ...(verbose ? ['', palette.bold('Grounding'), ...chain] : []),
    '',
    ...renderCompliance(options, isImported(record) ? uncheckedLaws(record) : new Map()),
  ].join('\n');
}

const noSources: Pick<DatasetRecord, 'provenance'> = { provenance: { arguments: [], answers: [] } };

function renderHeading(record: DatasetRecord, palette: Palette): string[] {
  const { metadata, scenario } = record;
  const facts = [metadata.pattern_type, metadata.sampling_mode, metadata.domain, metadata.locale];
  const phenomena = record.phenomena.map(({ name }) => name);
  const goals = record.goal.map((goal) => {
    const reason = goal.reason === undefined ? '' : ` (${goal.reason})`;
    return `  goal: ${goal.text} → ${goal.outcome}${reason}`;
  });
  return [
    palette.bold(safeText(`━━ ${record.conversation_id} ━━ ${facts.join(' · ')}`)),
    palette.dim(
      safeText(
        `  ${scenario.persona.name}, ${scenario.persona.occupation}; now ${scenario.now} ${scenario.time_zone}`,
      ),
    ),
    ...goals.map((line) => palette.dim(safeText(line))),
    palette.dim(
      safeText(`  shows: ${phenomena.length === 0 ? 'nothing in particular' : phenomena.join(', ')}`),
    ),
  ];
}

function renderMessage(message: Message, index: number, palette: Palette, colors: SourceColors): string[] {
  const label = `${String(index).padStart(3)} `;
  const plain = (text: string): string => text;
  switch (message.role) {
    case 'system':
      return paragraph(label, palette.dim('system'), safeText(message.content), palette.dim);
    case 'user':
      return paragraph(label, palette.cyan('user'), colors.text(index, message.content), plain);
    case 'tool':
      return paragraph(label, palette.magenta('tool'), safeText(shorten(message.content)), palette.dim);
    case 'assistant': {
      const calls = (message.tool_calls ?? []).map((call) => `    → ${colors.call(call)}`);
      const untrained = message.weight === 0 ? palette.dim('    (not trained on)') : '';
      const said =
        message.content === '' && calls.length > 0
          ? [label + palette.green('assistant')]
          : paragraph(label, palette.green('assistant'), colors.text(index, message.content), plain);
      return [...said, ...calls, ...(untrained === '' ? [] : [untrained])];
    }
  }
}

/** `content` was made safe. */
function paragraph(label: string, role: string, content: string, paint: Paint): string[] {
  const [first = '', ...rest] = content.split('\n');
  return [`${label}${role}: ${paint(first)}`, ...rest.map((line) => `      ${paint(line)}`)];
}

const longestOutput = 400;

function shorten(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= longestOutput) return text;
  return `${characters.slice(0, longestOutput).join('')} … (${characters.length} characters)`;
}

function renderJudgement(
  { judge_scores: scores }: Pick<DatasetRecord, 'judge_scores'>,
  palette: Palette,
): string[] {
  if (scores === undefined) return [];
  const figures = [
    `tool correctness ${scores.tool_correctness}`,
    `task completion ${scores.task_completion}`,
    `naturalness ${scores.naturalness}`,
    `mean ${scores.mean_score}`,
  ].join(', ');
  const verdict = scores.passed
    ? palette.green('✓ passed')
    : palette.red(`✗ failed: ${scores.failed_gates.join(', ')}`);
  return ['', `${palette.bold('Judge')} ${safeText(scores.judge_model)}: ${figures}: ${verdict}`];
}

function renderCompliance(
  { violations, palette }: RenderConversationOptions,
  unchecked: ReadonlyMap<Law, string>,
): string[] {
  const lines = recordLaws.map((law) => {
    const broken = violations.filter((violation) => violation.law === law);
    const name = `law ${law} (${lawNames[law]})`;
    const reason = unchecked.get(law);
    if (broken.length === 0)
      return reason === undefined
        ? palette.green(`  ✓ ${name} kept`)
        : palette.dim(`  · ${name} not checked: ${reason}`);
    const places = broken.map(({ rule, place, message }) =>
      safeText(`      ${rule} at ${place || 'the record'}: ${message}`),
    );
    return [palette.red(`  ✗ ${name} broken`), ...places].join('\n');
  });
  return [palette.bold('Compliance'), ...lines];
}
