import { describe, expect, it } from 'vitest';
import { dealFiles } from './deal-files.js';

describe('dealFiles', () => {
  it('gives each file to the share with the fewest bytes', () => {
    const sizes = [10, 1, 1, 1, 9, 3];
    const files = sizes.map((size) => ({ size }));
    expect(dealFiles(files, 2)).toEqual([0, 1, 1, 1, 1, 0]);
    expect(dealFiles(files, 1)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('gives an empty file away as well', () => {
    expect(dealFiles([{ size: 0 }, { size: 0 }], 3)).toEqual([0, 0]);
    expect(dealFiles([], 3)).toEqual([]);
  });
});
