// Values of evidence in words. Pure.

import type {EvidenceValue} from '../../engine/report.js';
import {count, size} from '../format.js';

export function text(value: EvidenceValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return count(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

export function measured(value: EvidenceValue | undefined, unit: string): string {
  if (typeof value !== 'number') return `${text(value)} ${unit}`;
  return unit === 'bytes' ? size(value) : `${count(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}
