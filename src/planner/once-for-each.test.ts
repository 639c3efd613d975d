import { describe, expect, it } from 'vitest';
import { onceForEach } from './once-for-each.js';

describe('onceForEach', () => {
  it('works out a result once for each pair', () => {
    const made: string[] = [];
    const name = onceForEach((thing: { id: string }, context: { id: string }) => {
      made.push(`${context.id}-${thing.id}`);
      return made.length;
    });
    const [one, other] = [{ id: 'one' }, { id: 'other' }];
    const [here, there] = [{ id: 'here' }, { id: 'there' }];
    const all = () => [name(one, here), name(other, here), name(one, there)];
    expect(all()).toEqual([1, 2, 3]);
    expect(all()).toEqual([1, 2, 3]);
    expect(made).toEqual(['here-one', 'here-other', 'there-one']);
  });

  it('tells things apart that look alike', () => {
    const context = {};
    const make = onceForEach((_: object, __: object) => ({}));
    expect(make({}, context)).not.toBe(make({}, context));
  });
});
