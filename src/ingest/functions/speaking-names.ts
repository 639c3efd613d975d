import { tokenizeName } from '../../concepts/tokenize-name.js';

export type NamedFunction = {
  readonly name: string;
  /** For people; empty where it has none. */
  readonly title: string;
  readonly description: string;
};

/**
 * Names that say what functions of one tool do: the title where there is one, else the name after its points, without a word
 * that all of them begin with and that stands for the tool (`github_list_issues`). Where two would be the same, those keep
 * their exact names.
 */
export function speakingNames(functions: readonly NamedFunction[], tool: string): readonly string[] {
  const common = commonStart(functions, tool);
  const wanted = functions.map(({ name, title }) => {
    if (isSpeaking(title)) return title.trim();
    const last = name.slice(name.lastIndexOf('.') + 1);
    const rest = common === null ? null : withoutStart(last, common);
    return rest ?? (last === '' ? name : last);
  });
  const counts = new Map<string, number>();
  for (const name of [...wanted, ...functions.map((each) => each.name)])
    counts.set(fold(name), (counts.get(fold(name)) ?? 0) + 1);
  return functions.map(({ name }, place) => {
    const speaking = wanted[place] ?? name;
    const own = fold(speaking) === fold(name) ? 2 : 1;
    return (counts.get(fold(speaking)) ?? 0) > own ? name : speaking;
  });
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}

function isSpeaking(title: string): boolean {
  return title.trim() !== '' && title.length <= 80 && tokenizeName(title).some((word) => /[a-z]/.test(word));
}

/** A first word is the tool's where the tool is called by it, or where nearly all begin with it though no description does. */
function commonStart(functions: readonly NamedFunction[], tool: string): string | null {
  if (functions.length < 3) return null;
  const counts = new Map<string, number>();
  for (const { name } of functions) {
    const [first, second] = tokenizeName(name.slice(name.lastIndexOf('.') + 1));
    if (first !== undefined && second !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const [word, count] = [...counts].sort((left, right) => right[1] - left[1])[0] ?? ['', 0];
  if (count < functions.length * 0.7) return null;
  if (tokenizeName(tool).includes(word)) return word;
  const isVerb = functions.some(({ description }) => beginsWith(description, word));
  return isVerb ? null : word;
}

function beginsWith(description: string, word: string): boolean {
  const [first = ''] = tokenizeName(description.slice(0, 40));
  return first === word || first === `${word}s` || first === `${word}es`;
}

function withoutStart(name: string, word: string): string | null {
  if (tokenizeName(name)[0] !== word || !name.toLowerCase().startsWith(word)) return null;
  const rest = name.slice(word.length).replace(/^[\s!-/:-@[-`{-~]+/, '');
  return tokenizeName(rest).some((each) => /[a-z]/.test(each)) ? rest : null;
}
