// How high the rows of the layer table are, and which of them are in the document. Pure, but for the letters' size.

/** Below this width, that of all columns at their least, a row is two lines high. All in rem: larger letters need higher rows. */
const narrowBelow = 48;
const rowHeight = 2.625;
const narrowRowHeight = 3.875;
/** An opened tensor: its numbers beside its histogram, or above it. */
const detailHeight = 15.5;
const narrowDetailHeight = 28.5;
export const mostVisible = 14;
const spare = 6;
/** More pages than anyone wants to print; the rest is in the saved report. */
const mostPrinted = 3000;

/** In pixels. `rem`: the size of the document's letters. */
export interface Room {
  readonly width: number;
  readonly rem: number;
}

export function remOf(document: Document): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

export function isNarrow(width: number, rem: number): boolean {
  return width < narrowBelow * rem;
}

/** In pixels. */
export function heightsOf(narrow: boolean, rem: number): {readonly row: number; readonly detail: number} {
  return {row: (narrow ? narrowRowHeight : rowHeight) * rem, detail: (narrow ? narrowDetailHeight : detailHeight) * rem};
}

/**
 * The places of the rows that are in the document: those in sight and some around them, and the one with the focus (`active`) wherever it is,
 * else the focus would fall off the page. `unrolled`, for paper: all.
 */
export function placesInDocument(rows: number, firstInSight: number, active: number, unrolled: boolean): number[] {
  if (unrolled) return Array.from({length: Math.min(rows, mostPrinted)}, (_, place) => place);
  const first = Math.max(0, firstInSight - spare);
  const last = Math.min(rows, first + mostVisible + 2 * spare);
  const places = Array.from({length: Math.max(0, last - first)}, (_, offset) => first + offset);
  if (active < first) places.unshift(active);
  else if (active >= last && active < rows) places.push(active);
  return places;
}
