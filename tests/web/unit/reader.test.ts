// Reading in a worker of its own: whose buffers are used, and what happens when there is no such worker, or no longer.

import {describe, expect, it} from 'vitest';

import type {ReadRequest, ReadResponse} from '../../../web/src/engine/reader/protocol.js';
import {readBlob} from '../../../web/src/engine/reader/read-blob.js';
import {Reader} from '../../../web/src/engine/reader/reader.js';
import {FakeWorkerOf} from '../support/fake-worker.js';

const text = (bytes: ArrayBuffer, size = bytes.byteLength) => new TextDecoder().decode(new Uint8Array(bytes, 0, size));
const long = 'abcdefghij'.repeat(50_000); // more than a stream hands out at a time

describe('readBlob', () => {
  it('fills a new buffer where none is spare, or it is too small', async () => {
    expect(text(await readBlob(new Blob([long]), null))).toBe(long);
    const small = new ArrayBuffer(3);
    expect(text(await readBlob(new Blob([long]), small))).toBe(long);
    expect(small.byteLength).toBe(3);
    expect((await readBlob(new Blob(), null)).byteLength).toBe(0);
  });

  it('fills the spare one, and leaves what is behind', async () => {
    const spare = new Uint8Array(long.length + 2).fill(120).buffer;
    const bytes = await readBlob(new Blob([long]), spare);
    expect(spare.byteLength).toBe(0); // it was given away
    expect(text(bytes)).toBe(`${long}xx`);
  });

  const blobWhose = (stream: () => ReadableStream) => Object.assign(new Blob(['abc']), {stream}) as Blob;

  it('does without streams that fill buffers', async () => {
    expect(text(await readBlob(blobWhose(() => new ReadableStream()), null))).toBe('abc');
  });

  it('asks again where a stream ends early or fails', async () => {
    const early = (pull: (stream: ReadableByteStreamController) => void) => blobWhose(() => new ReadableStream({type: 'bytes', pull}));
    expect(text(await readBlob(early((stream) => (stream.close(), stream.byobRequest?.respond(0))), new ArrayBuffer(8)))).toBe('abc');
    expect(text(await readBlob(early((stream) => stream.error(new Error('gone'))), new ArrayBuffer(8)))).toBe('abc');
    const gone = Object.assign(early((stream) => stream.error(new Error('gone'))), {arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError'))});
    await expect(readBlob(gone, null)).rejects.toMatchObject({name: 'NotReadableError'});
  });
});

describe('Reader', () => {
  class FakeReader extends FakeWorkerOf<ReadRequest, ReadResponse> {}
  const asked = ({asked: requests}: FakeReader) => requests.map(({id}) => id);

  it('hands out what its worker answers, in whatever order', async () => {
    const worker = new FakeReader();
    const reader = new Reader(() => worker);
    const spare = new ArrayBuffer(8);
    const [first, second] = [reader.read(new Blob(['a']), spare), reader.read(new Blob(['b']), null)];
    expect(worker.asked[0]?.spare).toBe(spare);
    const [one = 0, two = 0] = asked(worker);
    worker.says({id: two, outcome: new TextEncoder().encode('B').buffer});
    worker.says({id: one, outcome: new TextEncoder().encode('A').buffer});
    expect([text(await first), text(await second)]).toEqual(['A', 'B']);
  });

  it('rejects with what the browser said', async () => {
    const worker = new FakeReader();
    const read = new Reader(() => worker).read(new Blob(['a']), null);
    worker.says({id: asked(worker)[0] ?? 0, outcome: {name: 'NotReadableError', message: 'it has changed'}});
    const thrown: unknown = await read.catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(DOMException);
    expect(thrown).toMatchObject({name: 'NotReadableError', message: 'it has changed'});
  });

  it('reads itself where no worker can be started', async () => {
    const reader = new Reader(() => {
      throw new Error('not here');
    });
    expect(text(await reader.read(new Blob(['abc']), null))).toBe('abc');
  });

  it.each(['onerror', 'onmessageerror'] as const)('reads itself after %s: what was under way and what comes', async (how) => {
    const worker = new FakeReader();
    const reader = new Reader(() => worker);
    const waiting = reader.read(new Blob(['abc']), new ArrayBuffer(3));
    worker[how]?.({} as ErrorEvent & MessageEvent);
    expect(worker.ended).toBe(true);
    expect(text(await waiting)).toBe('abc');
    expect(text(await reader.read(new Blob(['def']), null))).toBe('def');
    expect(worker.asked).toHaveLength(1);
  });
});
