// Values of evidence in words. Pure.

import type {EvidenceValue} from '../../engine/report.js';
import {count, size} from '../format.js';
import {strings} from '../strings.js';

export function text(value: EvidenceValue): string {
  if (typeof value === 'number') return count(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A value that is no number in JSON is null: NaN or an infinity. */
export function measured(value: number | null, unit: string): string {
  if (value === null) return strings.evidence.noNumber;
  return unit === 'bytes' ? size(value) : `${count(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}
