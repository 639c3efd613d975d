import { type Answer, type LoopbackServer, type ReceivedRequest, startServer } from './start-server.js';

type Point = { readonly id: number; readonly vector: number[]; readonly payload: unknown };
type Collection = { readonly size: number; readonly points: Map<number, Point> };

export type FakeQdrant = LoopbackServer & {
  readonly collections: Map<string, Collection>;
  /** From now on every request gets this; null: none does. */
  fail(answer: Answer | null): void;
};

/** The part of Qdrant's REST interface that we use. Scores in single precision; of equals the last added comes first. */
export async function startFakeQdrant(apiKey: string | null = null): Promise<FakeQdrant> {
  const collections = new Map<string, Collection>();
  let failure: Answer | null = null;
  const server = await startServer((request) => {
    if (failure !== null) return failure;
    if (apiKey !== null && request.headers['api-key'] !== apiKey)
      return refuse(401, 'Must provide an API key');
    return answer(request, collections);
  });
  return {
    ...server,
    collections,
    fail(next) {
      failure = next;
    },
  };
}

function answer({ method, path, body }: ReceivedRequest, collections: Map<string, Collection>): Answer {
  const [, root, name = '', ...rest] = path.split('/');
  if (root !== 'collections') return refuse(404, 'Not found');
  const collection = collections.get(name);
  if (rest.length === 0 && method === 'PUT') {
    if (collection) return refuse(409, `Collection \`${name}\` already exists!`);
    const { vectors } = body as { vectors: { size: number; distance: string } };
    if (vectors.distance !== 'Cosine') return refuse(400, 'The fake knows Cosine only');
    collections.set(name, { size: vectors.size, points: new Map() });
    return done(true);
  }
  if (rest.length === 0 && method === 'DELETE') return done(collections.delete(name));
  if (!collection) return refuse(404, `Not found: Collection \`${name}\` doesn't exist!`);
  if (method === 'PUT' && rest.join('/') === 'points') {
    const { points } = body as { points: Point[] };
    for (const point of points) {
      if (point.vector.length !== collection.size)
        return wrongDimension(collection.size, point.vector.length);
      collection.points.set(point.id, point);
    }
    return done({ operation_id: 0, status: 'completed' });
  }
  if (method === 'POST' && rest.join('/') === 'points/query') {
    const asked = body as { query: number[]; limit: number; params: { exact: boolean } };
    if (asked.params.exact !== true) return refuse(400, 'The fake searches exactly only');
    if (asked.query.length !== collection.size) return wrongDimension(collection.size, asked.query.length);
    const points = [...collection.points.values()]
      .map(({ id, vector }) => ({ id, version: 0, score: cosine(vector, asked.query) }))
      .sort((one, other) => other.score - one.score || other.id - one.id)
      .slice(0, asked.limit);
    return done({ points });
  }
  return refuse(404, 'Not found');
}

function cosine(one: readonly number[], other: readonly number[]): number {
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, at) => Math.fround(sum + Math.fround(value * (b[at] ?? 0))), 0);
  const lengths = Math.sqrt(product(one, one) * product(other, other));
  return lengths === 0 ? 0 : Math.fround(product(one, other) / lengths);
}

function done(result: unknown): Answer {
  return { status: 200, body: { result, status: 'ok', time: 0 } };
}

function refuse(status: number, error: string): Answer {
  return { status, body: { status: { error }, time: 0 } };
}

function wrongDimension(expected: number, found: number): Answer {
  return refuse(400, `Wrong input: Vector dimension error: expected dim: ${expected}, got ${found}`);
}
