import { describe, expect, it } from 'vitest';
import { toConversation } from '../../src/exchange/conversation.js';
import { createToolNames, portableNames, renameTools } from '../../src/exchange/tool-names.js';
import { hotelRecord } from '../support/sample-hotel-record.js';

describe('exact names of functions', () => {
  const named = (names: readonly string[]) => {
    const record = hotelRecord;
    const semantics = Object.entries(record.semantics).map(([own, each], place) => {
      const name = names[place];
      return [own, name === undefined ? each : { ...each, function_name: name }] as const;
    });
    return toConversation({ ...record, semantics: Object.fromEntries(semantics) });
  };

  it('are those of the export, in tools and calls, where the rule allows them', () => {
    const conversation = named(['hotelSearch', 'hotels.book it']);
    const [first = '', second = ''] = Object.keys(hotelRecord.semantics);
    const names = createToolNames(portableNames);
    const renamed = renameTools(conversation, names.exported);
    expect(renamed.tools.map(({ name }) => name)).toContain('hotelSearch');
    expect(JSON.stringify(renamed.messages)).toContain('hotelSearch');
    expect(JSON.stringify(renamed)).not.toContain('hotels.book it');
    expect(names.renamed().get('hotelSearch')).toBe(first);
    expect([...names.renamed().values()]).toContain(second);
  });

  it('go to one tool only', () => {
    const names = createToolNames(portableNames);
    expect(names.exported('a::get', 'get')).toBe('get');
    expect(names.exported('b::get', 'get')).toBe('b__get');
    expect(names.exported('a::get')).toBe('get');
  });
});
