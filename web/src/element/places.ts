// Places in the present report that an address can name: `layer=layers%2Fdense`, `finding=never-built`, `finding=nan-weights:2`.
// They name paths and ids of what is on the page, never anything of a file that is not.

export type Place = {readonly kind: 'layer'; readonly path: string} | {readonly kind: 'finding'; readonly id: string; readonly nth: number};

export function layerPlace(path: string): string {
  return `layer=${encodeURIComponent(path)}`;
}

/** `nth`, from 1: the same finding may be made of several layers. */
export function findingPlace(id: string, nth: number): string {
  return nth === 1 ? `finding=${id}` : `finding=${id}:${nth}`;
}

/** Null for what is no place; a leading # may be there. */
export function parsePlace(text: string): Place | null {
  const found = /^#?(layer|finding)=(.+)$/s.exec(text);
  if (found === null) return null;
  const [, kind, rest = ''] = found;
  if (kind === 'layer') {
    try {
      return {kind, path: decodeURIComponent(rest)};
    } catch {
      return null;
    }
  }
  const finding = /^([a-z0-9-]+)(?::([1-9]\d{0,5}))?$/.exec(rest);
  return finding === null ? null : {kind: 'finding', id: finding[1] ?? '', nth: Number(finding[2] ?? 1)};
}
