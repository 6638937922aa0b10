// Reading values: what is read together, what the engine gets, what a stop and a lost file leave behind.

import {describe, expect, it} from 'vitest';

import {scan, stretchesOf} from '../../../web/src/engine/scan.js';

const mebi = 1 << 20;

/** An engine that keeps what it is fed. */
class Fed {
  readonly memory = new Uint8Array(64);
  readonly fed: string[] = [];
  finished = 0;
  /** Offset, size, and the file it lies in. */
  constructor(
    readonly pieces: readonly (readonly [number, number, number?])[],
    readonly packed: readonly number[] = [],
  ) {}
  report = () => '';
  markdown = () => '';
  explainMessage = () => '';
  wrongVerdictLink = () => '';
  pieceCount = () => this.pieces.length;
  pieceFile = (index: number) => this.pieces[index]?.[2] ?? 0;
  pieceOffset = (index: number) => this.pieces[index]?.[0] ?? 0;
  pieceBytes = (index: number) => this.pieces[index]?.[1] ?? 0;
  bufferFor = () => 8;
  feed = (index: number) => void this.fed.push(new TextDecoder().decode(this.memory.slice(8, 8 + this.pieceBytes(index))));
  readonly steps: number[] = [];
  stepCount = () => this.packed.length;
  stepBytes = (index: number) => this.packed[index] ?? 0;
  runStep = (index: number) => void this.steps.push(index);
  finishScan = () => void (this.finished += 1);
  delete = () => {};
}

const windows = (pieces: readonly (readonly [number, number, number?])[]) => [...stretchesOf(new Fed(pieces))];

describe('stretchesOf', () => {
  it('reads neighbours and small gaps together, far ones apart', () => {
    expect(windows([[0, 10], [10, 10], [1000, 10], [mebi, 5]])).toEqual([
      {file: 0, from: 0, to: 1010, first: 0, last: 3},
      {file: 0, from: mebi, to: mebi + 5, first: 3, last: 4},
    ]);
  });

  it('never reads more than 8 MiB at once, unless one piece is as large', () => {
    const found = windows(Array.from({length: 20}, (_, index) => [index * mebi, mebi] as const));
    expect(found.map(({from, to}) => (to - from) / mebi)).toEqual([8, 8, 4]);
    expect(windows([[0, 8 * mebi], [8 * mebi, 8 * mebi]])).toHaveLength(2);
  });

  it('never gathers over the border of two files', () => {
    expect(windows([[0, 10, 0], [10, 10, 1], [20, 10, 1]]).map(({file, from, to}) => [file, from, to])).toEqual([[0, 0, 10], [1, 10, 30]]);
  });

  it('has none where there is nothing', () => expect(windows([])).toEqual([]));
});

describe('scan', () => {
  const file = new Blob(['abcdefghij'.repeat(100_000)]);
  const run = (session: Fed, options: {stopped?: () => boolean; files?: Blob[]; seen?: [number, number][]} = {}) =>
    scan({
      session,
      files: options.files ?? [file],
      read: (part) => part.arrayBuffer(),
      memory: () => session.memory,
      stopped: options.stopped ?? (() => false),
      onProgress: (bytes, ofBytes) => options.seen?.push([bytes, ofBytes]),
    });

  it('feeds every piece its own bytes, in order', async () => {
    const session = new Fed([[1, 3], [4, 2], [20, 1], [500_003, 4]]);
    const seen: [number, number][] = [];
    await run(session, {seen});
    expect(session.fed).toEqual(['bcd', 'ef', 'a', 'defg']);
    expect(session.finished).toBe(1);
    expect(seen).toEqual([[20, 24], [24, 24]]);
  });

  it('reads each piece from the file it lies in', async () => {
    const session = new Fed([[1, 3, 0], [1, 3, 2], [4, 2, 1]]);
    await run(session, {files: ['abcdefg', '1234567', 'ABCDEFG'].map((text) => new Blob([text]))});
    expect(session.fed).toEqual(['bcd', 'BCD', '56']);
  });

  it('stops between two reads and still ends the scan', async () => {
    const session = new Fed([[0, 1], [500_000, 1], [999_999, 1]]);
    await run(session, {stopped: () => session.fed.length === 1});
    expect(session.fed).toEqual(['a']);
    expect(session.finished).toBe(1);
  });

  it('lets the engine read what is packed, step by step, after the pieces', async () => {
    const session = new Fed([[1, 3]], [50, 7]);
    const seen: [number, number][] = [];
    await run(session, {seen});
    expect(session.steps).toEqual([0, 1]);
    expect(seen).toEqual([[3, 60], [53, 60], [60, 60]]);
    expect(session.finished).toBe(1);
  });

  it('stops between two steps', async () => {
    const session = new Fed([], [50, 7]);
    await run(session, {stopped: () => session.steps.length === 1});
    expect(session.steps).toEqual([0]);
    expect(session.finished).toBe(1);
  });

  it('ends the scan when the file is gone, and says so', async () => {
    const session = new Fed([[0, 1], [500_000, 1]]);
    const gone = Object.assign(new Blob(), {
      slice: (from: number) => ({arrayBuffer: () => (from === 0 ? file.slice(0, 1).arrayBuffer() : Promise.reject(new DOMException('', 'NotReadableError')))}),
    }) as unknown as Blob;
    await expect(run(session, {files: [gone]})).rejects.toThrow(DOMException);
    expect(session.fed).toEqual(['a']);
    expect(session.finished).toBe(1);
  });
});
