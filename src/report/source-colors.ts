import { sourcesIn } from '../provenance/sources-in.js';
import type { ToolCall } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import type { Paint, Palette } from './render-conversation.js';
import { safeText } from './safe-text.js';

/** Shows where values come from by colour: words that an argument was taken from, arguments, and facts in answers. */
export type SourceColors = {
  /** The text of a message, made safe. */
  readonly text: (message: number, content: string) => string;
  /** A call as `name({…})`, made safe. */
  readonly call: (call: ToolCall) => string;
  /** What the colours mean. Empty where there are none. */
  readonly legend: readonly string[];
};

type Kind = Source['kind'];
type Span = { readonly start: number; readonly end: number; readonly kind: Kind };

export function createSourceColors(
  { provenance }: Pick<DatasetRecord, 'provenance'>,
  palette: Palette,
): SourceColors {
  const paints = paintsOf(palette);
  const spans = new Map<number, Span[]>();
  const put = (message: number, span: Span): void => {
    const held = spans.get(message);
    if (held === undefined) spans.set(message, [span]);
    else held.push(span);
  };
  const kinds = new Map<string, Kind>();
  for (const { call, pointer, source } of provenance.arguments) {
    kinds.set(`${call} ${pointer}`, source.kind);
    for (const each of sourcesIn(source))
      if (each.kind === 'user') put(each.message, { start: each.start, end: each.end, kind: 'user' });
  }
  for (const { message, start, end, source } of provenance.answers)
    put(message, { start, end, kind: source.kind });

  return {
    text: (message, content) => paintSpans(content, spans.get(message) ?? [], paints),
    call({ id, name, parameters }) {
      const paintLeaf = (text: string, pointer: string): string => {
        const kind = kinds.get(`${id} ${pointer}`);
        return kind === undefined ? safeText(text) : paints[kind](safeText(text));
      };
      return `${palette.yellow(safeText(name))}(${paintJson(parameters, '', paintLeaf)})`;
    },
    legend: palette.cyan('x') === 'x' ? [] : [legendOf(palette, paints)],
  };
}

function paintsOf({ cyan, magenta, yellow, dim }: Palette): { readonly [kind in Kind]: Paint } {
  return { user: cyan, output: magenta, derived: yellow, schema: dim, context: dim };
}

function legendOf({ dim }: Palette, paints: { readonly [kind in Kind]: Paint }): string {
  const words = [
    paints.user('said by the user'),
    paints.output('from an output'),
    paints.derived('worked out'),
    paints.schema('from schema or context'),
  ];
  return `  ${dim('values:')} ${words.join(dim(' · '))}`;
}

/** Offsets count code points; of spans that overlap the first to begin is painted. */
function paintSpans(
  content: string,
  spans: readonly Span[],
  paints: { readonly [kind in Kind]: Paint },
): string {
  const characters = Array.from(content);
  const slice = (start: number, end: number): string => safeText(characters.slice(start, end).join(''));
  let painted = '';
  let at = 0;
  for (const { start, end, kind } of [...spans].sort((one, other) => one.start - other.start)) {
    if (start < at || end > characters.length) continue;
    painted += slice(at, start) + paints[kind](slice(start, end));
    at = end;
  }
  return painted + slice(at, characters.length);
}

/** JSON as `JSON.stringify` writes it, each value painted by its pointer. */
function paintJson(
  value: JsonValue,
  pointer: string,
  paint: (text: string, pointer: string) => string,
): string {
  if (typeof value !== 'object' || value === null) return paint(JSON.stringify(value), pointer);
  if (Array.isArray(value))
    return `[${value.map((member, index) => paintJson(member, `${pointer}/${index}`, paint)).join(',')}]`;
  const members = Object.entries(value).map(([name, member]) => {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return `${safeText(JSON.stringify(name))}:${paintJson(member, at, paint)}`;
  });
  return `{${members.join(',')}}`;
}
