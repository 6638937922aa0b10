// A report in an address: JSON, compressed (deflate), in the letters that addresses take (base64url, RFC 4648). It stands behind the #, which
// browsers send to nobody.

import {readShared} from './read-shared.js';
import {shorter, type SharedReport} from './shared-report.js';

/** What stands behind the #, all of it: longer addresses are cut by mail programs and chats. */
export const mostLinkLetters = 8192;
/** Of what a link unpacks to: a small link can be made to unpack to gigabytes. */
const mostUnpackedBytes = 1 << 20;
const mark = 'report=';

async function through(bytes: Uint8Array<ArrayBuffer>, transform: GenericTransformStream, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = (new Blob([bytes]).stream().pipeThrough(transform) as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.byteLength;
    if (size > most) throw new RangeError('too large');
    parts.push(step.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function lettersOf(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** Whether an address carries a report. */
export const isLink = (hash: string): boolean => hash.replace(/^#/, '').startsWith(mark);

/** What stands behind the #: `report=...`, at most `mostLinkLetters` long; as much of the report as fits. */
export async function linkOf(report: SharedReport): Promise<string> {
  for (const candidate of shorter(report)) {
    const json = new TextEncoder().encode(JSON.stringify(candidate));
    const link = mark + lettersOf(await through(json, new CompressionStream('deflate-raw'), Infinity));
    if (link.length <= mostLinkLetters) return link;
  }
  throw new RangeError('the report does not fit');
}

/** Null: it carries none, or none that can be read. */
export async function reportOf(hash: string): Promise<SharedReport | null> {
  if (!isLink(hash) || hash.length > mostLinkLetters + 1) return null;
  try {
    const bytes = await through(bytesOf(hash.replace(/^#/, '').slice(mark.length)), new DecompressionStream('deflate-raw'), mostUnpackedBytes);
    return readShared(JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes)));
  } catch {
    return null;
  }
}
