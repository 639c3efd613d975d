import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import type { DoneCall } from './read-state.js';

/** Plain sentences with values of the outputs as they stand there; no number that is not one of them. */
export function tellResults(calls: readonly DoneCall[], language: 'en' | 'ja'): string {
  const sentences = calls.slice(-4).map(({ output }) => tell(output, language));
  const once = sentences.filter((sentence, index) => sentences.indexOf(sentence) === index);
  return once.join(language === 'ja' ? '' : ' ');
}

function tell(output: JsonValue, language: 'en' | 'ja'): string {
  const list = listIn(output);
  if (list !== null) {
    const names = list.map(nameOf).filter((name) => name !== '');
    const told = names.filter((name, index) => names.indexOf(name) === index).slice(0, 3);
    if (list.length === 0)
      return language === 'ja' ? '該当するものはありませんでした。' : 'There is nothing that matches.';
    if (told.length > 0)
      return language === 'ja' ? `${told.join('、')}が見つかりました。` : `I found ${told.join('; ')}.`;
  }
  const object = list?.[0] ?? (isJsonObject(output) ? output : {});
  const facts = factsOf(object);
  if (facts.length === 0) return language === 'ja' ? '完了しました。' : 'That is done.';
  const said = facts.map(([label, value]) => `${label}: ${value}`);
  return language === 'ja' ? `${said.join('、')}。` : `${said.join('; ')}.`;
}

function listIn(output: JsonValue): readonly JsonObject[] | null {
  if (Array.isArray(output)) return output.filter(isJsonObject);
  if (!isJsonObject(output)) return null;
  const list = Object.values(output).find((value) => Array.isArray(value) && value.every(isJsonObject));
  return list === undefined ? null : (list as readonly JsonObject[]);
}

function nameOf(object: JsonObject): string {
  const texts = factsOf(object);
  return texts.find(([label]) => /name|title/i.test(label))?.[1] ?? '';
}

/** Up to three values that can be said, names first; ids only where there is nothing else. */
function factsOf(object: JsonObject): [string, string][] {
  const sayable = Object.entries(object).flatMap(([name, value]): [string, string][] => {
    const isPlain =
      typeof value === 'number' || (typeof value === 'string' && value.length > 0 && value.length <= 60);
    return isPlain && !/^https?:|\n/.test(String(value)) ? [[labelOf(name), String(value)]] : [];
  });
  const isId = ([label]: [string, string]) => /\bid\b/i.test(label);
  const isName = ([label]: [string, string]) => /name|title/i.test(label);
  const facts = sayable.filter((fact) => !isId(fact));
  const ordered = [...facts.filter(isName), ...facts.filter((fact) => !isName(fact))];
  return (ordered.length > 0 ? ordered : sayable).slice(0, 3);
}

/** A name in words: `closingTime` → "Closing time". */
export function labelOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9\u3040-\u9fff]+/)
    .filter((word) => word !== '')
    .join(' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
