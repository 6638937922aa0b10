// What a key does in the layer table. Pure.

import type {Row} from './rows.js';

export type Step = {readonly kind: 'move'; readonly to: number} | {readonly kind: 'toggle'; readonly open: boolean | undefined};

const move = (to: number): Step => ({kind: 'move', to});
const toggle = (open?: boolean): Step => ({kind: 'toggle', open});

/** The tree grid's keys, as the ARIA practices have them for rows; null for any other key. `page` is how many rows are in sight. */
export function stepFor(key: string, rows: readonly Row[], index: number, page: number): Step | null {
  const row = rows[index];
  if (row === undefined) return null;
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return move(Math.min(last, index + 1));
    case 'ArrowUp':
      return move(Math.max(0, index - 1));
    case 'PageDown':
      return move(Math.min(last, index + page));
    case 'PageUp':
      return move(Math.max(0, index - page));
    case 'Home':
      return move(0);
    case 'End':
      return move(last);
    case 'ArrowRight':
      return row.open === true ? move(Math.min(last, index + 1)) : toggle(true);
    case 'ArrowLeft':
      return row.open === true || row.kind === 'layer' ? toggle(false) : move(parentOf(rows, index, row));
    case 'Enter':
    case ' ':
      return toggle();
    default:
      return null;
  }
}

/** Of values their tensor, of a tensor its layer. */
function parentOf(rows: readonly Row[], index: number, {kind}: Row): number {
  const wanted = kind === 'tensor' ? 'layer' : 'tensor';
  return rows.findLastIndex((other, place) => place < index && other.kind === wanted);
}

/** Keys on a button or a link in the table are theirs. */
export function isRow(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.getAttribute('role') === 'row';
}
