const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', minItems: 1, items: text };
const parts = {
  type: 'array',
  minItems: 1,
  items: { type: 'array', minItems: 1, items: { type: 'string' } },
};
const table = (values: object): object => ({ type: 'object', additionalProperties: values });
const closed = (properties: object, required: readonly string[]): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = {
  anyOf: [
    texts,
    closed({ faker: text, like: text, without: texts, and: texts, lower: { type: 'boolean' } }, ['faker']),
  ],
};
const template = {
  anyOf: [text, closed({ text, weight: { type: 'number', exclusiveMinimum: 0 } }, ['text', 'weight'])],
};
const family = closed({ about: text, say: { type: 'array', minItems: 1, items: template } }, [
  'about',
  'say',
]);

/** What a file of `config/locales/<locale>/` may hold: any of these sections. */
export const localeSchema = closed(
  {
    people: closed({ full_name: text, given: list, family: list, mail_domains: texts }, [
      'full_name',
      'given',
      'family',
      'mail_domains',
    ]),
    home_country: { type: 'string', pattern: '^[A-Z]{2}$' },
    home_currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    phones: table(texts),
    places: table({ type: 'array', minItems: 2, maxItems: 2, items: text }),
    airports: table(text),
    names: closed({ countries: table(text), languages: table(text), currencies: table(text) }, []),
    lists: table(list),
    values: table({ type: 'array', minItems: 1, items: { anyOf: [...template.anyOf, family] } }),
    sentences: closed(
      {
        one: texts,
        two: texts,
        three: texts,
        own: closed({ openings: texts, middles: texts, ends: texts }, ['openings', 'middles', 'ends']),
        families: {
          type: 'array',
          minItems: 1,
          items: closed({ about: text, openings: texts, middles: texts, ends: texts }, [
            'openings',
            'middles',
            'ends',
          ]),
        },
      },
      ['one', 'two', 'three', 'families'],
    ),
    user_texts: closed(
      {
        join: { type: 'string' },
        families: { type: 'array', minItems: 1, items: closed({ about: text, parts }, ['parts']) },
        subject: parts,
      },
      ['join', 'families', 'subject'],
    ),
    searched: {
      type: 'array',
      minItems: 1,
      items: closed({ about: text, say: { type: 'array', minItems: 1, items: template } }, ['say']),
    },
    answers: table(text),
  },
  [],
);
