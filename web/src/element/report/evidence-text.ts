// Evidence in words, and as a whole line for what is copied; the page shows the same with links and colours. Pure.

import type {Evidence, EvidenceValue} from '../../engine/report.js';
import {count, size} from '../format.js';
import {strings} from '../strings.js';

const listedAtOnce = 8;

export function text(value: EvidenceValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return count(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

export function measured(value: EvidenceValue | undefined, unit: string): string {
  if (typeof value !== 'number') return `${text(value)} ${unit}`;
  return unit === 'bytes' ? size(value) : `${count(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}

/** `quote` sets off what comes from the file. */
export function evidenceLine(evidence: Evidence, quote: (text: string) => string): string {
  const said = strings.evidence;
  const what = text(evidence['what']);
  const path = () => (text(evidence['path']).replace(/^\/$/, '') === '' ? said.root : quote(text(evidence['path'])));
  switch (evidence.kind) {
    case 'at':
      return `${path()}: ${what}`;
    case 'absent':
      return `${said.absent} ${what}, ${path()}`;
    case 'attribute':
      return `${path()}, ${said.attribute(text(evidence['name']))} = ${quote(text(evidence['value']))}`;
    case 'bytes':
      return `${said.at} ${text(evidence['offset'])}: ${quote(text(evidence['hex']))}${what === '' ? '' : ` (${what})`}`;
    case 'measurement':
      return `${what}: ${measured(evidence['value'], text(evidence['unit']))}`;
    case 'excerpt':
      return `${what}: ${quote(text(evidence['text']))}`;
    case 'pair':
      return `${what}: ${said.expected} ${quote(text(evidence['expected']))}, ${said.found} ${quote(text(evidence['found']))}`;
    case 'list': {
      const all = Array.isArray(evidence['items']) ? (evidence['items'] as readonly string[]) : [];
      const rest = all.length > listedAtOnce ? ` ${strings.scan.andMore(all.length - listedAtOnce).trim()}` : '';
      return `${what} ${all.slice(0, listedAtOnce).map((item) => quote(item)).join(', ')}${rest}`;
    }
    default:
      return Object.entries(evidence)
        .filter(([field]) => field !== 'kind')
        .map(([field, value]) => `${field}: ${quote(text(value))}`)
        .join(', ');
  }
}
