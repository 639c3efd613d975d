import { Template } from '@huggingface/jinja';
import type { TemplateInput, TemplateSource } from './chat-template.js';
import { findDropped, shapeOf } from './find-dropped.js';
import { formatDate } from './format-date.js';
import { Environment, PythonInterpreter } from './python-interpreter.js';

export type RendererOptions = {
  readonly source: TemplateSource;
  /** `YYYY-MM-DD` for templates that ask for the date; null: they are told that nobody knows. */
  readonly today: string | null;
};

/** The text of a conversation, or why there is none. */
export type Rendered =
  | { readonly text: string; readonly reason?: undefined }
  | { readonly text?: undefined; readonly reason: string };

const longestText = 100_000_000;
const mostShapes = 5000;

/** Renders as Python's transformers does, but for the clock, which is not looked at. Throws where the template is none. */
export function createRenderer({ source, today }: RendererOptions): (input: TemplateInput) => Rendered {
  const plain = toTemplate(source.plain);
  const withTools = source.withTools === null ? plain : toTemplate(source.withTools);
  const globals = {
    ...constants,
    ...source.tokens,
    add_generation_prompt: false,
    raise_exception(message: string): never {
      throw new Error(message);
    },
    range,
    strftime_now(format: string): string {
      if (today === null)
        throw new Error('The template asks for the date of today: give it with --template-date.');
      return formatDate(today, format);
    },
  };
  const render = (input: TemplateInput): string => {
    // The library's own set of globals has a clock and cannot be changed.
    const environment = new Environment();
    for (const [name, value] of Object.entries({ ...globals, ...input })) environment.set(name, value);
    const { parsed } = input.tools === null ? plain : withTools;
    return String(new PythonInterpreter(environment).run(parsed).value);
  };
  const marks = marksOf(source);
  const known = new Map<string, string | null>();
  const dropped = (input: TemplateInput): string | null => {
    const shape = shapeOf(input);
    const found = known.has(shape) ? (known.get(shape) ?? null) : findDropped(render, input);
    if (known.size >= mostShapes) known.clear();
    known.set(shape, found);
    return found;
  };
  return (input) => {
    try {
      const said = JSON.stringify(input.messages);
      const mark = marks.find((each) => said.includes(each));
      if (mark !== undefined) return { reason: `'${mark}' is said in it, which the template writes itself` };
      const text = render(input);
      if (text.length > longestText) return { reason: 'its text is longer than 100 MB' };
      const part = dropped(input);
      return part === null ? { text } : { reason: `the template leaves out ${part}` };
    } catch (error) {
      return { reason: `the template says ${JSON.stringify(messageOf(error).slice(0, 300))}` };
    }
  };
}

/** Line breaks are those of Python's Jinja, whatever the file has. */
function toTemplate(text: string): Template {
  return new Template(text.replace(/\r\n?/g, '\n'));
}

/** What a template marks turns and calls with: in what is said it would make turns and calls that nobody made. */
function marksOf({ plain, withTools, tokens }: TemplateSource): string[] {
  const written =
    `${plain}${withTools ?? ''}`.match(/<\/?[A-Za-z_|][^<>\s"'{}%\\]{0,40}>|\[\/?[A-Z_]{3,}\]/g) ?? [];
  return [...new Set([...written, ...Object.values(tokens)])].filter((mark) => /^[<[].{2,}/.test(mark));
}

const constants = { false: false, true: true, none: null, False: false, True: true, None: null };

const longestRange = 1_000_000;

/** Python's range as a list, so that it has a longest. */
function range(first: number, last?: number, step = 1): number[] {
  const [start, end] = last === undefined ? [0, first] : [first, last];
  const count = Math.max(0, Math.ceil((end - start) / step));
  if (!Number.isFinite(count) || step === 0) throw new Error('range() has no end');
  if (count > longestRange) throw new Error(`range() of more than ${longestRange} numbers`);
  return Array.from({ length: count }, (_, index) => start + index * step);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
