// The page's side of the reader: starts it once the engine is there, and joins the two by a channel.
//
// The page does this, not the engine's worker: a worker that starts another one stands still for good in Firefox 140 now and then (one visit of 130 to a page
// that had stored itself), inside `new Worker`.

import type {WorkerLike} from '../observer.js';
import type {ReaderRequest} from '../protocol.js';
import type {UpResponse} from './protocol.js';

export type ReaderWorker = WorkerLike<MessagePort, UpResponse>;

export class ReaderLink {
  readonly #spawn: () => ReaderWorker;
  #reader: ReaderWorker | null = null;

  constructor(spawn: () => ReaderWorker) {
    this.#spawn = spawn;
  }

  /** `engine` reads by itself until the reader is up, and again when that is lost. */
  join(engine: {postMessage(message: ReaderRequest, transfer?: Transferable[]): void}): void {
    this.end();
    let reader: ReaderWorker;
    try {
      reader = this.#spawn();
    } catch {
      return;
    }
    this.#reader = reader;
    reader.onmessage = ({data}) => {
      if (this.#reader !== reader || data.kind !== 'up') return;
      const {port1, port2} = new MessageChannel();
      reader.postMessage(port1, [port1]);
      engine.postMessage({kind: 'reader', port: port2}, [port2]);
    };
    const lost = () => {
      if (this.#reader !== reader) return;
      this.end();
      engine.postMessage({kind: 'reader', port: null});
    };
    reader.onerror = (event) => {
      event.preventDefault?.();
      lost();
    };
    reader.onmessageerror = lost;
  }

  end(): void {
    this.#reader?.terminate();
    this.#reader = null;
  }
}
