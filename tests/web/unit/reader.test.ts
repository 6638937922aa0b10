// Reading in a worker of its own: whose buffers are used, and what happens when there is no such worker, or no longer.

import {describe, expect, it} from 'vitest';

import type {ReaderRequest} from '../../../web/src/engine/protocol.js';
import type {ReadRequest, ReadResponse, UpResponse} from '../../../web/src/engine/reader/protocol.js';
import {readBlob} from '../../../web/src/engine/reader/read-blob.js';
import {Reader, type ReaderPort} from '../../../web/src/engine/reader/reader.js';
import {ReaderLink} from '../../../web/src/engine/reader/reader-link.js';
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

class FakePort extends FakeWorkerOf<ReadRequest, ReadResponse> implements ReaderPort {
  closed = false;

  close(): void {
    this.closed = true;
  }
}

describe('Reader', () => {
  const withPort = () => {
    const [reader, port] = [new Reader(), new FakePort()];
    reader.use(port);
    return {reader, port};
  };
  const asked = ({asked: requests}: FakePort) => requests.map(({id}) => id);

  it('hands out what its worker answers, in whatever order', async () => {
    const {reader, port} = withPort();
    const spare = new ArrayBuffer(8);
    const [first, second] = [reader.read(new Blob(['a']), spare), reader.read(new Blob(['b']), null)];
    expect(port.asked[0]?.spare).toBe(spare);
    const [one = 0, two = 0] = asked(port);
    port.says({id: two, outcome: new TextEncoder().encode('B').buffer});
    port.says({id: one, outcome: new TextEncoder().encode('A').buffer});
    expect([text(await first), text(await second)]).toEqual(['A', 'B']);
  });

  it('rejects with what the browser said', async () => {
    const {reader, port} = withPort();
    const read = reader.read(new Blob(['a']), null);
    port.says({id: asked(port)[0] ?? 0, outcome: {name: 'NotReadableError', message: 'it has changed'}});
    const thrown: unknown = await read.catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(DOMException);
    expect(thrown).toMatchObject({name: 'NotReadableError', message: 'it has changed'});
  });

  it('reads itself until there is a worker', async () => {
    expect(text(await new Reader().read(new Blob(['abc']), null))).toBe('abc');
  });

  it.each([
    ['it is told that there is none any more', ({reader}: {reader: Reader}) => reader.use(null)],
    ['an answer could not be read', ({port}: {port: FakePort}) => port.onmessageerror?.({} as MessageEvent)],
  ])('reads itself when %s: what was under way and what comes', async (_, lose) => {
    const both = withPort();
    const waiting = both.reader.read(new Blob(['abc']), new ArrayBuffer(3));
    lose(both);
    expect(both.port.closed).toBe(true);
    expect(text(await waiting)).toBe('abc');
    expect(text(await both.reader.read(new Blob(['def']), null))).toBe('def');
    expect(both.port.asked).toHaveLength(1);
  });
});

describe('ReaderLink', () => {
  class FakeReader extends FakeWorkerOf<MessagePort, UpResponse> {}
  const told = () => {
    const messages: ReaderRequest[] = [];
    return {messages, postMessage: (message: ReaderRequest) => void messages.push(message)};
  };

  it('joins the two when the reader is up, not before', async () => {
    const [reader, engine] = [new FakeReader(), told()];
    new ReaderLink(() => reader).join(engine);
    expect(engine.messages).toEqual([]);
    reader.says({kind: 'up'});
    const port = engine.messages[0]?.port;
    const heard = new Promise((resolve) => (reader.asked[0]!.onmessage = ({data}) => resolve(data)));
    port?.postMessage('read this');
    expect(await heard).toBe('read this');
    port?.close();
  });

  it('takes nothing else for its being up', () => {
    const [reader, engine] = [new FakeReader(), told()];
    new ReaderLink(() => reader).join(engine);
    reader.says({kind: 'crashed'} as unknown as UpResponse);
    expect(engine.messages).toEqual([]);
  });

  it('leaves the engine to itself where no worker can be started', () => {
    const engine = told();
    new ReaderLink(() => {
      throw new Error('not here');
    }).join(engine);
    expect(engine.messages).toEqual([]);
  });

  it.each(['onerror', 'onmessageerror'] as const)('tells the engine of %s', (how) => {
    const [reader, engine] = [new FakeReader(), told()];
    new ReaderLink(() => reader).join(engine);
    reader[how]?.({} as ErrorEvent & MessageEvent);
    expect(reader.ended).toBe(true);
    expect(engine.messages).toEqual([{kind: 'reader', port: null}]);
  });

  it('ends with its engine, and says nothing to one that is gone', () => {
    const all: FakeReader[] = [];
    const link = new ReaderLink(() => (all.push(new FakeReader()), all.at(-1)!));
    const [first, second] = [told(), told()];
    link.join(first);
    link.end();
    link.join(second);
    all[0]?.says({kind: 'up'});
    all[0]?.onerror?.({} as ErrorEvent);
    expect(all.map(({ended}) => ended)).toEqual([true, false]);
    expect([...first.messages, ...second.messages]).toEqual([]);
  });
});
