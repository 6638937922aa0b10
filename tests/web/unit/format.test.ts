import {describe, expect, it} from 'vitest';

import {counted, shape, share, size, significant, sizeShort, versions, writerName} from '../../../web/src/element/format.js';
import type {Writer} from '../../../web/src/engine/report.js';

describe('sizes and counts', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [12_552, '12,552 bytes'],
    [100_000, '100 KB'],
  ])('%d bytes are "%s"', (bytes, text) => expect(size(bytes)).toBe(text));

  // The rows of tests/unit/base/wording_test.cc: a report's own text and the page around it must not give two sizes for one file.
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 KB'],
    [1_049, '1 KB'],
    [1_050, '1.1 KB'],
    [1_640, '1.6 KB'],
    [12_345, '12.3 KB'],
    [999_949, '999.9 KB'],
    [999_950, '1 MB'],
    [4_500_000, '4.5 MB'],
    [20_000_000_000, '20 GB'],
    [5e15, '5 PB'],
  ])('%d bytes are "%s", in the report and in a table', (bytes, text) => expect(sizeShort(bytes)).toBe(text));

  it('has a plural', () => expect([counted(1, 'tensor'), counted(1234, 'tensor')]).toEqual(['1 tensor', '1,234 tensors']));
  it('writes shapes', () => expect([shape([]), shape([784, 128]), shape([0])]).toEqual(['scalar', '784 × 128', '0']));

  it.each([
    [10, 10, ''],
    [0, 0, ''],
    [1, 1e9, ' (less than 0.01 %)'],
    [4096, 1_000_000, ' (0.41 %)'],
    [38, 100, ' (38 %)'],
  ])('%d of %d is "%s"', (part, whole, text) => expect(share(part, whole)).toBe(text));
});

describe('values', () => {
  it.each([
    [0, '0'],
    [0.00123456, '0.001235'],
    [-0.31, '-0.31'],
    [12345.678, '12,350'],
    [1e-9, '1.00e-9'],
    [-3.4e38, '-3.40e38'],
  ])('%d is "%s"', (value, text) => expect(significant(value)).toBe(text));
});

describe('versions', () => {
  it.each([
    ['keras', '3.7.0', null, 'Keras 3.7 and later'],
    ['keras', null, '2.3.1', 'Keras up to 2.3.1'],
    ['tf.keras', '2.12.0', '2.15.0', 'TensorFlow 2.12 – 2.15'],
    ['tf_keras', '2.16.0', '2.16.0', 'tf_keras 2.16'],
    ['keras', null, null, 'Keras'],
    ['any', null, null, 'Any version'],
  ])('%s %s to %s is "%s"', (name, from, to, text) => expect(versions({package: name, from, to})).toBe(text));

  it('names the writer with its exact versions', () => {
    const writer: Writer = {package: 'tf.keras', from: '2.12.0', to: '2.13.1', backend: null, evidence: []};
    expect(writerName(writer)).toBe('TensorFlow 2.12.0 – 2.13.1 (tf.keras)');
    expect(writerName({...writer, package: 'unknown'})).toBeNull();
  });
});
