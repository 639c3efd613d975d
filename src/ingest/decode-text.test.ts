import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.js';

describe('decodeText', () => {
  it.each([
    ['plain UTF-8', Buffer.from('{"a":"駅"}')],
    ['UTF-8 with a mark', Buffer.from('\ufeff{"a":"駅"}')],
    ['UTF-16 little endian', Buffer.from('\ufeff{"a":"駅"}', 'utf16le')],
    ['UTF-16 big endian', Buffer.from('\ufeff{"a":"駅"}', 'utf16le').swap16()],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe('{"a":"駅"}');
  });

  it('refuses bytes of another encoding instead of replacing them', () => {
    expect(decodeText(Buffer.from('{"a":"café"}', 'latin1'))).toBeNull();
  });

  it('reads an empty file as empty text', () => {
    expect(decodeText(Buffer.alloc(0))).toBe('');
  });
});
