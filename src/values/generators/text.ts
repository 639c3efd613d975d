import { nameOfEntity, queryForEntity } from '../entity-names.js';
import { aboutText, subjectLine, userText } from '../texts.js';
import type { Generator, ValueRequest } from '../value-request.js';

/** Whether people write the text for this one thing, rather than about all of its kind. */
function isWritten({ entity }: ValueRequest): boolean {
  return /damage|claim|problem|issue|ticket|task|message|draft|application|enquiry/.test(entity ?? '');
}

const sentence: Generator = (request, random) => aboutText(request, 'one', random);

/** Texts that say something about the entity; never filler. */
export const textGenerators: { readonly [name: string]: Generator } = {
  search_query: (request, random) => queryForEntity(request, random),
  keyword: (request, random) => queryForEntity(request, random),
  title: (request, random) => nameOfEntity(request, random),
  short_text: (request, random) =>
    /subject|headline|title/.test(request.label)
      ? subjectLine(request, random)
      : isWritten(request)
        ? userText(request, random)
        : sentence(request, random),
  sentence,
  paragraph: (request, random) =>
    isWritten(request) ? userText(request, random) : aboutText(request, 'three', random),
  message_text: (request, random) =>
    /news|article/.test(request.entity ?? '') ? aboutText(request, 'two', random) : userText(request, random),
  note: (request, random) => userText(request, random),
};
