// Reads blobs in a worker of its own, for who has better to do than to wait for them: to take a gigabyte in costs more than to count it.

import type {WorkerLike} from '../observer.js';
import type {ReadRequest, ReadResponse} from './protocol.js';
import {readBlob} from './read-blob.js';

export type ReaderWorker = WorkerLike<ReadRequest, ReadResponse>;

interface Pending {
  readonly blob: Blob;
  readonly settle: (bytes: ArrayBuffer | PromiseLike<ArrayBuffer>) => void;
}

export class Reader {
  #worker: ReaderWorker | null = null;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** `spawn` is asked once, at once. Where there is no worker to be had, and once it is lost, blobs are read here. */
  constructor(spawn: () => ReaderWorker) {
    try {
      this.#worker = spawn();
    } catch {
      return;
    }
    this.#worker.onmessage = ({data}) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault?.();
      this.#readHere();
    };
    this.#worker.onmessageerror = () => this.#readHere();
  }

  /** All bytes of the blob, at the beginning of a buffer: of `spare`, which is given away, if there is room. Rejects with the browser's DOMException. */
  read(blob: Blob, spare: ArrayBuffer | null): Promise<ArrayBuffer> {
    const worker = this.#worker;
    if (worker === null) return readBlob(blob, spare);
    return new Promise((settle) => {
      const id = (this.#lastId += 1);
      this.#pending.set(id, {blob, settle});
      worker.postMessage({id, blob, spare}, spare === null ? [] : [spare]);
    });
  }

  #hear({id, outcome}: ReadResponse): void {
    const settle = this.#pending.get(id)?.settle;
    this.#pending.delete(id);
    settle?.(outcome instanceof ArrayBuffer ? outcome : Promise.reject(new DOMException(outcome.message, outcome.name)));
  }

  #readHere(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const {blob, settle} of this.#pending.values()) settle(readBlob(blob, null));
    this.#pending.clear();
  }
}
