// What stands in the place of a histogram.

import {expect, it} from 'vitest';

import {withoutHistogram} from '../../../web/src/element/values/summary.js';
import type {Stats} from '../../../web/src/engine/report.js';

const none: Stats = {count: 4, zeros: 0, nan: 0, positive_infinity: 0, negative_infinity: 0, finite: null, histogram: null};
const alike = (value: number) => ({min: value, max: value, mean: value, standard_deviation: 0});

it.each([
  [{finite: alike(0), zeros: 4}, 'every value is 0'],
  [{finite: alike(-1.5)}, 'every value is -1.5'],
  [{finite: alike(1), nan: 1}, 'every finite value is 1'],
  [{finite: alike(1), negative_infinity: 3}, 'every finite value is 1'],
  [{nan: 4}, 'not one finite value'],
  [{count: 0}, 'no values'],
])('%j: %s', (stats, said) => {
  expect(withoutHistogram({...none, ...stats} as Stats)).toBe(said);
});
