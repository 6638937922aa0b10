// The contract of wasm/weighbridge.d.ts, kept by the built module.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadEngine } from './support/engine.mjs';

const { engine, reads, weigh, weighBytes } = await loadEngine();

test('says its version', () => assert.match(engine.version(), /^\d+\.\d+\.\d+$/));

test('an empty file is a report, not an error', () => {
  const report = JSON.parse(weighBytes('model.weights.h5', new Uint8Array(0)));
  assert.equal(report.schema, 'weighbridge/report@2');
  assert.equal(report.verdict.state, 'not-weights');
  assert.deepEqual(report.file, { name: 'model.weights.h5', size_bytes: 0 });
});

test('a file name in any script comes back as it was', () => {
  const name = 'модель-重み-🏋.h5';
  assert.equal(JSON.parse(weighBytes(name, new Uint8Array([1, 2, 3]))).file.name, name);
});

test('a read that fails, and a read that throws, are errors of kind io', () => {
  for (const readAt of [() => 1, () => { throw new Error('gone'); }]) {
    const { error } = JSON.parse(weigh('a.h5', readAt, 4096));
    assert.equal(error.code, 'io');
    assert.ok(error.message.length > 0);
  }
});

test('a size that is no number of bytes is an error', () => {
  for (const size of [Number.NaN, -1, 2 ** 60]) assert.equal(JSON.parse(weigh('a.h5', () => 0, size)).error.code, 'malformed');
});

test('offsets beyond 4 GiB reach the host as exact numbers', () => {
  const size = 20 * 2 ** 30 + 5;
  const seen = [];
  weigh('big.h5', (offset, target) => (seen.push([offset, target.length]), target.fill(0), 0), size);
  assert.ok(seen.every(([offset, length]) => Number.isSafeInteger(offset) && offset + length <= size));
});

test('noise of a megabyte neither traps nor reads much', () => {
  const noise = new Uint8Array(1 << 20);
  let state = 12345;
  for (let i = 0; i < noise.length; i++) noise[i] = (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16;
  assert.equal(JSON.parse(weighBytes('noise.h5', noise)).verdict.state, 'not-weights');
  assert.ok(reads.length < 100, `${reads.length} reads`);
});

test('the same instance gives the same report again', () => {
  const bytes = new TextEncoder().encode('<!DOCTYPE html><html><body>404</body></html>');
  assert.equal(weighBytes('a.h5', bytes), weighBytes('a.h5', bytes));
});
