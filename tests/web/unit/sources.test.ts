// How much was read of files: what is read again is the same bytes.

import {afterEach, expect, it, vi} from 'vitest';

import {Sources} from '../../../web/src/engine/sources.js';

afterEach(() => vi.unstubAllGlobals());

it('is never more than they have', () => {
  vi.stubGlobal('FileReaderSync', class {
    readAsArrayBuffer(blob: Blob): ArrayBuffer {
      return new ArrayBuffer(blob.size);
    }
  });
  const sources = new Sources();
  const given = [100, 50].map((size) => ({path: `${size}`, file: new File([new Uint8Array(size)], `${size}`)}));
  const files = sources.open(given);
  const [first = 0, second = 0] = files.ids;
  for (let time = 0; time < 3; time += 1) expect(sources.readAt(first, 0, new Uint8Array(60))).toBe(0);
  expect(files.bytesRead).toBe(100);
  sources.readAt(second, 10, new Uint8Array(20));
  expect(files.bytesRead).toBe(120);
});
