// Which fix a user sees first.

import {describe, expect, it} from 'vitest';

import {tabsOf} from '../../../web/src/element/report/fix-order.js';
import type {Fix} from '../../../web/src/engine/report.js';

const fix = (name: Fix['for']['package'], from: string | null, to: string | null, title = ''): Fix => ({title, for: {package: name, from, to}, fits_writer: name === 'keras' && from !== null, code: 'x'});

describe('tabsOf', () => {
  it('puts the versions of the writer first and keeps the order otherwise', () => {
    const tabs = tabsOf([fix('tf.keras', null, null), fix('any', null, null), fix('keras', '3.0.0', null), fix('keras', null, '2.3.1')]);
    expect(tabs.map((tab) => [tab.label, tab.fitting])).toEqual([
      ['Keras 3.0 and later', true],
      ['TensorFlow', false],
      ['Any version', false],
      ['Keras up to 2.3.1', false],
    ]);
  });

  it('gathers the fixes for one range under one tab', () => {
    const tabs = tabsOf([fix('keras', '3.0.0', null, 'one'), fix('tf.keras', null, null), fix('keras', '3.0.0', null, 'two')]);
    expect(tabs).toHaveLength(2);
    expect(tabs[0]?.fixes.map(({title}) => title)).toEqual(['one', 'two']);
  });
});
