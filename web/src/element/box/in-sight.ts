// Keeps the marked row of a list in its sight: it moves when other rows come before it. Not where the reader has scrolled the list meanwhile.

interface Before {
  readonly marked: number;
  readonly place: number;
  readonly top: number;
}

const before = new WeakMap<Element, Before>();

/** `marked`: which one it is. With the next frame, when the list is drawn and laid out anyway. */
export function keepInSight(list: Element | undefined, marked: number): void {
  if (list === undefined) return;
  requestAnimationFrame(() => {
    const row = list.querySelector('[aria-current="true"]')?.closest('li');
    if (row == null) return;
    const place = row.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
    const last = before.get(list);
    const isSame = last !== undefined && last.marked === marked;
    if (isSame && (Math.abs(last.place - place) < 1 || Math.abs(last.top - list.scrollTop) > 1)) return;
    const end = place + row.getBoundingClientRect().height;
    if (place < list.scrollTop) list.scrollTop = place;
    else if (end > list.scrollTop + list.clientHeight) list.scrollTop = end - list.clientHeight;
    before.set(list, {marked, place, top: list.scrollTop});
  });
}
