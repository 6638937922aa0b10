// What can be weighed in a page, as files: the engine reads a File piece by piece, whatever its size.

import type {GivenFile} from '../../src/engine/given.js';
import type {Bytes, Named, Source} from '../api.js';
import {nameless, noSource, nothingGiven, oneNameForSeveral, refused} from '../refusals.js';

const kinds = 'a File, or a Blob, an ArrayBuffer or a Uint8Array with a name';

export function filesOf(given: Source | readonly Source[], name: string | undefined): GivenFile[] {
  const sources: readonly Source[] = Array.isArray(given) ? (given as readonly Source[]) : [given as Source];
  if (sources.length === 0) throw nothingGiven();
  if (name !== undefined && sources.length > 1) throw oneNameForSeveral();
  return sources.map((source) => fileOf(source, name));
}

function fileOf(source: Source, name: string | undefined): GivenFile {
  if (typeof source === 'string' || source instanceof URL) {
    throw refused('a page cannot open a path or an address; give it the File that the reader chose, or bytes that you have fetched.');
  }
  if (isBytes(source)) {
    const own = source instanceof File ? source.name : '';
    return asFile(source, name ?? own);
  }
  if (isNamed(source)) return asFile(source.content, name ?? source.name);
  throw noSource(source, kinds);
}

/** A path, where the name is one, tells the files of a folder apart. */
function asFile(content: Bytes, path: string): GivenFile {
  if (path === '') throw nameless();
  const name = path.slice(path.lastIndexOf('/') + 1);
  const file = content instanceof File && content.name === name ? content : new File([content as BlobPart], name);
  return {path, file};
}

function isBytes(source: unknown): source is Bytes {
  return source instanceof Blob || source instanceof ArrayBuffer || source instanceof Uint8Array;
}

function isNamed(source: unknown): source is Named {
  return typeof source === 'object' && source !== null && 'content' in source && isBytes(source.content) && 'name' in source && typeof source.name === 'string';
}
