import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import { recognizeIntent } from '../registry/recognize-intent.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Endpoint, Intent } from '../types/tool-registry.js';

/** What speaks for the intent: each clue that gives it when it stands alone. None where it is stated, or only all of them do. */
export function intentEvidence(endpoint: Endpoint, knowledge: Knowledge): readonly string[] {
  const { name, description, method, intent, idParameter, parameters, response } = endpoint;
  const hasIdentifier = parameters.some((each) => each.name === idParameter && each.required);
  const nothing = { name: '', description: '', method: 'GET', hasIdentifier: false, answersList: false };
  const unsaid = recognizeIntent(nothing, knowledge);
  const gives = (clues: Partial<typeof nothing>): boolean => {
    const found: Intent = recognizeIntent({ ...nothing, ...clues }, knowledge);
    return found === intent && (found !== unsaid || clues.name !== undefined);
  };
  const answersList = response.objects[0]?.at.endsWith('/*') === true;
  return [
    ...(gives({ name }) ? [`name "${name}"`] : []),
    ...(gives({ description, method }) && description !== '' && !gives({ method })
      ? [`description "${description.slice(0, 60)}"`]
      : []),
    ...(method !== 'GET' && gives({ method, hasIdentifier }) ? [`method ${method}`] : []),
    ...(answersList && intent === 'search' ? ['the answer is a list'] : []),
    ...(hasIdentifier && intent === 'retrieve' ? [`takes the identifier '${idParameter}'`] : []),
  ];
}

/** Where words for the entity stand. */
export function entityEvidence(
  { name, description, id, response, idParameter }: Endpoint,
  entity: string,
  tool: string,
  knowledge: Knowledge,
): readonly string[] {
  const index = conceptIndexOf(knowledge);
  const speaks = (text: string): boolean => {
    const words = normalWords(text);
    return words.some((_, start) =>
      [1, 2, 3].some((length) => {
        const phrase = words.slice(start, start + length).join(' ');
        const claims = index.entityByWords.get(phrase) ?? [];
        return phrase === entity.replaceAll('_', ' ') || claims.some((claim) => claim.entity.id === entity);
      }),
    );
  };
  const idField = response.objects[0]?.idField ?? null;
  const sentence = /^[^.\n]{0,120}/.exec(description)?.[0] ?? '';
  return [
    ...(speaks(name) ? [`name "${name}"`] : []),
    ...(speaks(sentence) ? [`description "${sentence}"`] : []),
    ...(speaks(tool) ? [`tool "${tool}"`] : []),
    ...(idField !== null && tokenizeName(idField).length > 1 && speaks(idField) ? [`field ${idField}`] : []),
    ...(idParameter !== null && speaks(idParameter) ? [`parameter ${idParameter}`] : []),
    ...(speaks(id.slice(0, id.indexOf('/'))) ? ['category'] : []),
  ];
}
