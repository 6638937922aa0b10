import {describe, expect, it} from 'vitest';

import {newestFirst} from '../../../web/src/element/report/loader-order.js';
import type {LoaderPrediction} from '../../../web/src/engine/report.js';

const of = (name: LoaderPrediction['package'], from: string, to: string): LoaderPrediction => ({package: name, from, to, call: 'x', outcome: 'loads' as const, error: null, because: null, remedy: null});

describe('newestFirst', () => {
  it('shows the newest range of each package and keeps the others for those who ask', () => {
    const all = [of('keras', '0.1.0', '0.3.3'), of('keras', '1.0.0', '2.3.1'), of('keras', '3.0.0', '3.15.1'), of('tf.keras', '1.8.0', '2.15.1')];
    const {newest, older} = newestFirst(all);
    expect(newest.map(({from}) => from)).toEqual(['3.0.0', '1.8.0']);
    expect(older.map(({from}) => from)).toEqual(['0.1.0', '1.0.0']);
  });
});
