// Numbers, sizes and version ranges as people read them. Pure functions.

import type {VersionRange, Writer} from '../engine/report.js';
import {strings} from './strings.js';

const countFormat = new Intl.NumberFormat('en');
const significantFormat = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});

export function count(value: number): string {
  return countFormat.format(value);
}

export function counted(value: number, one: string): string {
  return `${count(value)} ${one}${value === 1 ? '' : 's'}`;
}

/** "12,552 bytes" up to 100 KB, where every byte counts for an empty file; then as sizeShort(). */
export function size(bytes: number): string {
  if (bytes < 100_000) return counted(bytes, 'byte');
  return sizeShort(bytes);
}

/** "12 bytes", "1.6 KB", "4.5 MB": powers of 1000, at most one decimal. The report's own texts say it so (core/base/text.cc), and both must agree. */
export function sizeShort(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  let unit = 1000;
  let place = 0;
  while (tenthsOf(bytes, unit) >= 10_000 && place < units.length - 1) {
    unit *= 1000;
    place += 1;
  }
  return `${tenthsOf(bytes, unit) / 10} ${units[place]}`;
}

function tenthsOf(bytes: number, unit: number): number {
  return Math.floor((bytes * 10 + unit / 2) / unit);
}

/** " (0.4 %)", or nothing when all was read. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part >= whole) return '';
  const percent = (part / whole) * 100;
  if (percent < 0.01) return ' (less than 0.01 %)';
  return ` (${percent < 1 ? percent.toFixed(2) : percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %)`;
}

/** Four significant digits: 0.0312, -1.2e-9, 34,000. */
export function significant(value: number): string {
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude < 1e-4 || magnitude >= 1e7) return value.toExponential(2).replace('e+', 'e');
  return significantFormat.format(value);
}

export function shape(dimensions: readonly number[] | null): string {
  if (dimensions === null) return strings.table.unknownShape;
  return dimensions.length === 0 ? strings.table.scalar : dimensions.map(String).join(' × ');
}

/** What a package's versions are called: tf.keras by TensorFlow's. */
function packageName(name: string): string {
  switch (name) {
    case 'keras':
      return 'Keras';
    case 'tf.keras':
      return 'TensorFlow';
    default:
      return name;
  }
}

function span(range: VersionRange, tidy: (version: string) => string): string {
  const from = range.from === null ? null : tidy(range.from);
  const to = range.to === null ? null : tidy(range.to);
  if (from !== null && to !== null) return from === to ? ` ${from}` : ` ${from} – ${to}`;
  if (from !== null) return ` ${from} and later`;
  if (to !== null) return ` up to ${to}`;
  return '';
}

/** "Keras 3.7 and later", "TensorFlow 2.12 – 2.15"; the label of a tab, so without a trailing ".0". */
export function versions(range: VersionRange): string {
  if (range.package === 'any' || range.package === 'unknown' || range.package === '') return strings.fixes.any;
  return packageName(range.package) + span(range, (version) => version.replace(/^(\d+\.\d+)\.0$/, '$1'));
}

export function writerName(writer: Writer): string | null {
  if (writer.package === 'unknown') return null;
  const name = packageName(writer.package) + span(writer, (version) => version);
  return writer.package === 'tf.keras' ? `${name} (tf.keras)` : name;
}

/** A word and the space behind it in one piece: Chromium leaves a text node that is nothing but space out of the names it tells screen readers. */
export function spaced(word: string): string {
  return `${word} `;
}
