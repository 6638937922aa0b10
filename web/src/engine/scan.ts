// Reads the values of a file or a group for the engine. The engine says which stretches; here they are gathered into reads of some megabytes
// each, two of them ahead of the engine: single small reads cost Chromium more than half a millisecond each.

import type {Session} from '#engine/weighbridge.mjs';

import {turn} from './turn.js';

export interface Stretch {
  /** Place in Scan.files. */
  readonly file: number;
  readonly from: number;
  readonly to: number;
  /** Pieces first to last - 1 lie in it. */
  readonly first: number;
  readonly last: number;
}

const stretchBytes = 8 << 20;
/** Reading over a gap is cheaper than a read of its own. */
const gapBytes = 256 << 10;
const mostAhead = 3;

export function* stretchesOf(session: Pick<Session, 'pieceCount' | 'pieceFile' | 'pieceOffset' | 'pieceBytes'>): Generator<Stretch> {
  const count = session.pieceCount();
  for (let first = 0; first < count; ) {
    const file = session.pieceFile(first);
    const from = session.pieceOffset(first);
    let to = from + session.pieceBytes(first);
    let last = first + 1;
    for (; last < count; last += 1) {
      if (session.pieceFile(last) !== file) break;
      const offset = session.pieceOffset(last);
      const end = offset + session.pieceBytes(last);
      if (offset < to || offset - to > gapBytes || end - from > stretchBytes) break;
      to = end;
    }
    yield {file, from, to, first, last};
    first = last;
  }
}

/** Fed by hand: a Blob's bytes come when they come. */
export type FedSession = Pick<
  Session,
  'pieceCount' | 'pieceFile' | 'pieceOffset' | 'pieceBytes' | 'bufferFor' | 'feed' | 'stepCount' | 'stepBytes' | 'runStep' | 'finishScan'
>;

export interface Scan {
  readonly session: FedSession;
  /** In the order that the session was given them in. */
  readonly files: readonly Blob[];
  /** All bytes of a part of them, at the beginning of a buffer: of `spare`, which is given away, if there is room. */
  read(part: Blob, spare: ArrayBuffer | null): Promise<ArrayBuffer>;
  /** The engine's memory, asked for anew each time: it is replaced when it grows. */
  memory(): Uint8Array;
  stopped(): boolean;
  onProgress(bytes: number, ofBytes: number): void;
}

/** Rejects when the file cannot be read any more; what was fed until then counts. */
export async function scan({session, files, read, memory, stopped, onProgress}: Scan): Promise<void> {
  let ofBytes = 0;
  for (const {from, to} of stretchesOf(session)) ofBytes += to - from;
  const steps = session.stepCount();
  for (let step = 0; step < steps; step += 1) ofBytes += session.stepBytes(step);
  let bytes = 0;
  const stretches = stretchesOf(session);
  const ahead: {stretch: Stretch; content: Promise<ArrayBuffer>}[] = [];
  const spare: ArrayBuffer[] = [];
  const readAhead = () => {
    while (ahead.length < mostAhead) {
      const {value: stretch} = stretches.next();
      if (stretch === undefined) return;
      const content = read(files[stretch.file]!.slice(stretch.from, stretch.to), spare.pop() ?? null);
      content.catch(() => {}); // it is heard when its turn comes, or not at all after a stop
      ahead.push({stretch, content});
    }
  };
  try {
    for (readAhead(); ahead.length > 0 && !stopped(); readAhead()) {
      const {stretch, content} = ahead.shift()!;
      const buffer = await content;
      if (stopped()) break;
      for (let piece = stretch.first; piece < stretch.last; piece += 1) {
        const at = session.bufferFor(piece);
        memory().set(new Uint8Array(buffer, session.pieceOffset(piece) - stretch.from, session.pieceBytes(piece)), at);
        session.feed(piece);
      }
      spare.push(buffer);
      bytes += stretch.to - stretch.from;
      onProgress(bytes, ofBytes);
      await turn();
    }
    for (let step = 0; step < steps && !stopped(); step += 1) {
      session.runStep(step);
      bytes += session.stepBytes(step);
      onProgress(bytes, ofBytes);
      await turn();
    }
  } finally {
    session.finishScan();
  }
}
