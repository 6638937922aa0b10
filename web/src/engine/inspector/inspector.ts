// The page's side of the inspector: asks what HDF5's own library says of files, one after the other, and takes a worker that died or hung over
// one for the answer. The worker and its module are fetched when the first file is asked about, after its verdict, unless prepare() was called.

import type {GivenFile} from '../given.js';
import type {WorkerLike} from '../observer.js';
import {Silence} from '../silence.js';
import type {InspectRequest, InspectResponse} from './protocol.js';

export type InspectorWorker = WorkerLike<InspectRequest, InspectResponse>;

interface Question {
  readonly request: InspectRequest;
  /** The entry of the list, as JSON; null where the library can't be asked at all. */
  readonly answer: (inspection: string | null) => void;
}

export class Inspector {
  readonly #spawn: () => InspectorWorker;
  readonly #silence: Silence;
  readonly #waiting: Question[] = [];
  #asked: Question | null = null;
  #worker: InspectorWorker | null = null;
  /** "HDF5 1.14", once a worker has come up. */
  #library = '';
  #ready = false;
  #nextId = 1;

  constructor(spawn: () => InspectorWorker, stallSeconds = 30) {
    this.#spawn = spawn;
    this.#silence = new Silence(stallSeconds, () => this.#lose('hung'));
  }

  /** A list of inspections (wasm/host/inspection_list.h) for `files`, in their order; "" where the library can't be asked. */
  async inspect(files: readonly GivenFile[]): Promise<string> {
    const answers: string[] = [];
    for (const file of files) {
      const answer = await new Promise<string | null>((resolve) => {
        this.#waiting.push({request: {id: this.#nextId++, file}, answer: resolve});
        this.#next();
      });
      if (answer === null) return '';
      answers.push(answer);
    }
    return `[${answers.join(',')}]`;
  }

  /** Fetches the module ahead of the first question. */
  prepare(): void {
    if (this.#worker === null) this.#start();
  }

  /** Ends the worker; what was asked stays without an answer. */
  stop(): void {
    this.#end();
    this.#giveUp();
  }

  #next(): void {
    if (this.#asked !== null || this.#waiting.length === 0) return;
    if (this.#worker === null) this.#start();
    if (!this.#ready) return;
    this.#asked = this.#waiting.shift() ?? null;
    if (this.#asked === null) return;
    this.#silence.watch();
    this.#worker?.postMessage(this.#asked.request);
  }

  #start(): void {
    let worker: InspectorWorker;
    try {
      worker = this.#spawn();
    } catch {
      this.#giveUp();
      return;
    }
    this.#worker = worker;
    // A message of a worker that was ended meanwhile may still be on its way: each handler knows whose it is.
    worker.onmessage = ({data}) => {
      if (this.#worker === worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      if (this.#worker === worker) this.#lose('crashed');
    };
    worker.onmessageerror = () => {
      if (this.#worker === worker) this.#lose('crashed');
    };
  }

  #hear(response: InspectResponse): void {
    this.#silence.heard();
    switch (response.kind) {
      case 'ready':
        this.#ready = true;
        this.#library = response.library;
        break;
      case 'reading':
        return;
      case 'inspected':
        if (this.#asked?.request.id !== response.id) return;
        this.#answer(response.inspection);
        break;
      case 'crashed':
        // A want of memory may be the computer's, and says nothing of the file.
        this.#lose(response.error.kind === 'crashed' ? 'crashed' : null);
        return;
      default:
        response satisfies never;
    }
    this.#next();
  }

  #answer(inspection: string | null): void {
    const asked = this.#asked;
    this.#asked = null;
    this.#silence.rest();
    asked?.answer(inspection);
  }

  /** The worker is gone; `how` is what its file did to it, null where that says nothing of the file. */
  #lose(how: 'crashed' | 'hung' | null): void {
    const cameUp = this.#ready;
    this.#end();
    if (!cameUp) {
      this.#giveUp();
      return;
    }
    this.#answer(how === null ? null : JSON.stringify({library: this.#library, answer: how, words: ''}));
    this.#next();
  }

  #end(): void {
    this.#silence.rest();
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
  }

  #giveUp(): void {
    this.#answer(null);
    for (const {answer} of this.#waiting.splice(0)) answer(null);
  }
}
