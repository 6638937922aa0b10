import {describe, expect, it} from 'vitest';

import {compareVersions, counted, fits, shape, share, size, significant, sizeShort, versions, writerName} from '../../../web/src/element/format.js';

describe('sizes and counts', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [12_552, '12,552 bytes'],
    [100_000, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [20_000_000_000, '20.0 GB'],
    [5e15, '5000 TB'],
  ])('%d bytes are "%s"', (bytes, text) => expect(size(bytes)).toBe(text));

  it.each([
    [544, '544 B'],
    [1_088, '1.09 kB'],
    [13_504, '13.5 kB'],
  ])('%d bytes are "%s" in a table', (bytes, text) => expect(sizeShort(bytes)).toBe(text));

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
    const writer = {package: 'tf.keras', from: '2.12.0', to: '2.13.1', backend: null, evidence: []};
    expect(writerName(writer)).toBe('TensorFlow 2.12.0 – 2.13.1 (tf.keras)');
    expect(writerName({...writer, package: 'unknown'})).toBeNull();
  });

  it('compares by number, not by letter', () => {
    expect(compareVersions('3.10.0', '3.9.2')).toBe(1);
    expect(compareVersions('2.4.0-tf', '2.4')).toBe(0);
    expect(compareVersions('2.2.4-tf', '2.3.0')).toBe(-1);
  });

  it.each([
    [{package: 'keras', from: '3.0.0', to: null}, true],
    [{package: 'keras', from: '3.7.0', to: null}, true],
    [{package: 'keras', from: '3.14.2', to: null}, false],
    [{package: 'keras', from: null, to: '3.5.9'}, false],
    [{package: 'tf.keras', from: null, to: null}, false],
    [{package: 'any', from: null, to: null}, true],
  ])('a fix for %o fits a file of Keras 3.6.0 to 3.14.1: %s', (range, fitting) =>
    expect(fits(range, {package: 'keras', from: '3.6.0', to: '3.14.1'})).toBe(fitting),
  );
});
