import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawParameter, RawTool } from '../types/raw-tool.js';

/** True where a parameter carries a key, password or token. */
export function isCredential(parameter: RawParameter, knowledge: Knowledge): boolean {
  if (isAmount(parameter)) return false;
  const { names, exceptions } = tablesOf(knowledge);
  const words = normalWords(parameter.name);
  const whole = words.join(' ');
  if (exceptions.has(whole)) return false;
  for (let start = 0; start < words.length; start += 1) {
    const tail = words.slice(start).join(' ');
    if (exceptions.has(tail)) return false;
    if (names.has(tail) && (start === 0 || words.length - start > 1 || strongTails.has(tail))) return true;
  }
  // Spoken of as a key and named like one: `key` alone may as well be a sort key or a song's.
  if (!/(?:key|token|pass|auth|secret|apikey|hash|user|appid)/i.test(parameter.name)) return false;
  const text = ` ${normalWords(parameter.description.slice(0, 200)).join(' ')} `;
  return knowledge.exclusions.credentialPhrases.some((phrase) =>
    text.includes(` ${normalWords(phrase).join(' ')} `),
  );
}

/** A yes or no is no secret, and a number of `tokens` says how many. */
function isAmount({ name, type }: RawParameter): boolean {
  const kind = typeof type === 'string' ? type.trim().toLowerCase() : '';
  return kind === 'boolean' || (/tokens$/i.test(name) && /^(?:number|integer)$/.test(kind));
}

const strongTails = new Set([
  'password',
  'passwd',
  'apikey',
  'secret',
  'jwt',
  'cvv',
  'authorization',
  'bearer',
  'token',
]);

/** True where a parameter carries a file. */
export function isUpload(parameter: RawParameter, knowledge: Knowledge): boolean {
  if (typeof parameter.type === 'string' && knowledge.exclusions.uploadTypes.includes(parameter.type.trim()))
    return true;
  return tablesOf(knowledge).uploads.has(normalWords(parameter.name).join(' '));
}

/** True for endpoints that only say that the service is up, and for tools that are tests or adverts. */
export function isHealthCheck(endpoint: RawEndpoint, category: string, knowledge: Knowledge): boolean {
  const { health } = tablesOf(knowledge);
  const name = normalWords(endpoint.name).filter((word) => !fillers.has(word));
  if (name.length > 0 && health.has(name.join(' ')) && !isSubject(name, endpoint, category, knowledge))
    return true;
  const path = pathOf(endpoint.url)
    .split('/')
    .map((segment) => normalWords(segment).join(' '));
  if (path.some((segment) => pathWords.has(segment))) return true;
  const said = ` ${tokenizeName(endpoint.description.slice(0, 120)).join(' ')} `;
  return knowledge.exclusions.healthPhrases.some((phrase) => said.includes(` ${phrase} `));
}

/** The `home` of a real-estate tool and the `index` that must be named are what the tool is about. */
function isSubject(
  name: readonly string[],
  endpoint: RawEndpoint,
  category: string,
  knowledge: Knowledge,
): boolean {
  const claims = conceptIndexOf(knowledge).entityByWords.get(name.join(' ')) ?? [];
  return endpoint.required.length > 0 || claims.some(({ entity }) => entity.categories.includes(category));
}

export function isTestTool(tool: RawTool, knowledge: Knowledge): boolean {
  const { testTools } = tablesOf(knowledge);
  const words = normalWords(tool.title === '' ? tool.name : tool.title).filter(
    (word) => !fillers.has(word) && !/^\d+$/.test(word),
  );
  if (words.length > 0 && words.every((word) => testTools.has(word))) return true;
  // A test prep or a speed test is a service, a "test api" without a description is none.
  return testTools.has(words[0] ?? '') && words.length <= 5 && normalWords(tool.description).length < 6;
}

/** Path of a URL, without host and query; empty where there is none. */
export function pathOf(url: string): string {
  return url
    .slice(0, 500)
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '');
}

const fillers = new Set(['get', 'the', 'api', 'a', 'endpoint', 'v', 'my', 'check', 'rapid', 'rapidapi']);
const pathWords = new Set(['healthz', 'healthcheck', 'health', 'ping', 'heartbeat']);

type Tables = {
  readonly names: ReadonlySet<string>;
  readonly exceptions: ReadonlySet<string>;
  readonly uploads: ReadonlySet<string>;
  readonly health: ReadonlySet<string>;
  readonly testTools: ReadonlySet<string>;
};

const tables = new WeakMap<Knowledge, Tables>();

function tablesOf(knowledge: Knowledge): Tables {
  const known = tables.get(knowledge);
  if (known !== undefined) return known;
  const set = (names: readonly string[]): ReadonlySet<string> =>
    new Set(names.map((name) => normalWords(name).join(' ')));
  const { exclusions } = knowledge;
  const made = {
    names: set(exclusions.credentialNames),
    exceptions: set(exclusions.credentialExceptions),
    uploads: set(exclusions.uploadNames),
    health: set(exclusions.healthNames),
    testTools: set(exclusions.testToolNames),
  };
  tables.set(knowledge, made);
  return made;
}
