// A report in parts: each layer is asked for once, and the text is the whole one.

import {readFileSync} from 'node:fs';

import {describe, expect, it} from 'vitest';

import {readReport} from '../../../web/src/engine/read-report.js';
import {ReportText, type WritingSession} from '../../../web/src/engine/report-text.js';

const written = readFileSync(new URL('../../golden/keras3.6.0__B_mha.weights.h5.report.json', import.meta.url), 'utf8');
const report = JSON.parse(written) as {layers: unknown[]};

/** Hands out `size` layers at a time. */
function sessionOf(size: number): WritingSession {
  const [before = '', after = ''] = JSON.stringify({...report, layers: ['mark']}).split('"mark"');
  let next = 0;
  return {
    reportBefore: () => {
      next = 0;
      return before;
    },
    reportAfter: () => `${after}\n`,
    layerCount: () => report.layers.length,
    nextLayers: () => JSON.stringify(report.layers.slice(next, (next += size))).slice(1, -1),
  };
}

describe.each([1, 2, 1000])('in pieces of %d', (size) => {
  it('is what the whole text says', async () => {
    const session = sessionOf(size);
    const text = new ReportText(session);
    const {layers, ...head} = readReport(JSON.stringify(report));
    expect(text.failure).toBe(null);
    expect(text.head()).toEqual(head);
    const pieces = [...text.layers()];
    expect(pieces).toHaveLength(Math.ceil(layers.length / size));
    expect(pieces.flat()).toEqual(layers);
    expect(await text.json().text()).toBe(`${JSON.stringify(report)}\n`);
    expect(await new ReportText(session).json().text()).toBe(`${JSON.stringify(report)}\n`); // again, and only as text
  });
});

it('says why there is none', () => {
  const text = new ReportText({...sessionOf(1), reportBefore: () => '{"error":{"code":"limit","message":"too much of it"}}'});
  expect(text.failure).toBe('limit: too much of it');
});
