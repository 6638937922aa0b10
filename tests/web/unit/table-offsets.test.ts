import {describe, expect, it} from 'vitest';

import {Offsets} from '../../../web/src/element/table/offsets.js';

describe('Offsets', () => {
  it('is a multiplication where all rows are alike', () => {
    const all = new Offsets(10_000, [], 42, 246);
    expect([all.top(0), all.top(9_999), all.total]).toEqual([0, 9_999 * 42, 420_000]);
    expect([all.at(0), all.at(41.9), all.at(42), all.at(-5)]).toEqual([0, 0, 1, 0]);
  });

  it('makes room for the high ones; what is at a height is the row whose top is not below it', () => {
    const some = new Offsets(6, [1, 4], 10, 100);
    const tops = [0, 10, 110, 120, 130, 230];
    expect(tops.map((_, index) => some.top(index))).toEqual(tops);
    expect(some.total).toBe(240);
    expect([some.height(1), some.height(2)]).toEqual([100, 10]);
    for (let y = 0; y < some.total; y += 1) expect(some.at(y), `at ${y}`).toBe(tops.findLastIndex((top) => top <= y));
  });
});
