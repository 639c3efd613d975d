import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KnowledgeFileError } from '../errors/knowledge-file-error.js';
import { loadKnowledge } from './load-knowledge.js';

const knowledge = loadKnowledge('config');
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function copyWith(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  folders.push(folder);
  for (const name of ['concepts.yaml', 'entities.yaml', 'intents.yaml', 'exclusions.yaml']) {
    cpSync(join('config', name), join(folder, name));
  }
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return folder;
}

describe('loadKnowledge', () => {
  it('knows the parent and the identified entity of every concept', () => {
    for (const concept of knowledge.concepts.values()) {
      if (concept.parent !== null) expect(knowledge.concepts.has(concept.parent)).toBe(true);
      if (concept.identifies !== null) expect(knowledge.entities.has(concept.identifies)).toBe(true);
    }
  });

  it('gives every entity an identifier concept, six or more attributes where it has a name, and known concepts', () => {
    for (const entity of knowledge.entities.values()) {
      expect(knowledge.concepts.has(entity.identifierConcept)).toBe(true);
      expect(entity.attributes[0]?.name).toBe('id');
      for (const attribute of entity.attributes) {
        const known = attribute.enum !== null || attribute.generator !== null;
        expect(known, `${entity.id}.${attribute.name}`).toBe(true);
      }
    }
  });

  it('finds ancestors, and takes the id of an unknown thing for an identifier', () => {
    expect(knowledge.isA('departure_city', 'place')).toBe(true);
    expect(knowledge.isA('city', 'departure_city')).toBe(false);
    expect(knowledge.isA('refill_id', 'identifier')).toBe(true);
    expect(knowledge.isA('__proto__', 'identifier')).toBe(false);
  });

  it.each([
    ['concepts.yaml', (text: string) => `${text}\n  - broken: [`],
    [
      'concepts.yaml',
      (text: string) => text.replace('parent: place, generator: city', 'parent: nowhere, generator: city'),
    ],
    ['entities.yaml', (text: string) => text.replace('city: city', 'city: no_such_concept')],
    ['intents.yaml', (text: string) => text.replace('intent: delete', 'intent: obliterate')],
    ['exclusions.yaml', () => ''],
  ])('refuses a %s that is wrong, naming the file', (file, change) => {
    const folder = copyWith(file, change);
    expect(() => loadKnowledge(folder)).toThrow(KnowledgeFileError);
    expect(() => loadKnowledge(folder)).toThrow(file);
  });

  it('names a missing file', () => {
    expect(() => loadKnowledge('no-such-folder')).toThrow(/concepts\.yaml/);
  });
});
