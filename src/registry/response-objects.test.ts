import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import type { JsonSchema } from '../types/json.js';
import { findObjects } from './response-objects.js';

const text: JsonSchema = { type: 'string' };

function page(of: JsonSchema): JsonSchema {
  return { type: 'object', properties: { total: { type: 'integer' }, items: { type: 'array', items: of } } };
}

describe('findObjects', () => {
  it('calls the items of a page by what the page is of', () => {
    const thing: JsonSchema = { type: 'object', properties: { id: text, name: text } };
    const schema: JsonSchema = {
      type: 'object',
      properties: { playlists: page(thing), albums: page(thing) },
    };
    const objects = findObjects(schema, {
      entity: 'album',
      fallbackNoun: null,
      category: 'music',
      prefersList: true,
      fixed: false,
      knowledge: loadKnowledge(configDirectory),
    });
    expect(objects).toEqual([
      { at: '/albums/items/*', entity: 'album', idField: 'id' },
      { at: '/playlists/items/*', entity: 'playlist', idField: 'id' },
    ]);
  });
});
