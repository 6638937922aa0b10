// The engine's side of the reader: blobs are read in a worker of its own, for who has better to do than to wait for them: to take a gigabyte in costs more than
// to count it.

import type {ReadRequest, ReadResponse} from './protocol.js';
import {readBlob} from './read-blob.js';

/** The part of MessagePort that is used. */
export interface ReaderPort {
  postMessage(message: ReadRequest, transfer: Transferable[]): void;
  close(): void;
  onmessage: ((event: MessageEvent<ReadResponse>) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

interface Pending {
  readonly blob: Blob;
  readonly settle: (bytes: ArrayBuffer | PromiseLike<ArrayBuffer>) => void;
}

export class Reader {
  #port: ReaderPort | null = null;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** The worker at the other end of `port` reads from now on. `null`: it is lost, and blobs are read here, those under way as well. */
  use(port: ReaderPort | null): void {
    this.#port?.close();
    this.#port = port;
    for (const {blob, settle} of this.#pending.values()) settle(readBlob(blob, null));
    this.#pending.clear();
    if (port === null) return;
    port.onmessage = ({data}) => this.#hear(data);
    port.onmessageerror = () => this.use(null);
  }

  /** All bytes of the blob, at the beginning of a buffer: of `spare`, which is given away, if there is room. Rejects with the browser's DOMException. */
  read(blob: Blob, spare: ArrayBuffer | null): Promise<ArrayBuffer> {
    const port = this.#port;
    if (port === null) return readBlob(blob, spare);
    return new Promise((settle) => {
      const id = (this.#lastId += 1);
      this.#pending.set(id, {blob, settle});
      port.postMessage({id, blob, spare}, spare === null ? [] : [spare]);
    });
  }

  #hear({id, outcome}: ReadResponse): void {
    const settle = this.#pending.get(id)?.settle;
    this.#pending.delete(id);
    settle?.(outcome instanceof ArrayBuffer ? outcome : Promise.reject(new DOMException(outcome.message, outcome.name)));
  }
}
