// The page's side of the engine: a queue of files, one worker, and what happens when the worker dies.
//
// A worker may trap, run out of memory or hang on a hostile file. Then its job fails with a reason, the worker is ended, and
// the next job gets a fresh one. Nothing is retried by itself: the same file would do the same again.

import {EngineError, type EngineErrorData} from './errors.js';
import type {HeadResponse, Request, Response} from './protocol.js';
import type {Layer} from './report.js';

/** The part of Worker that is used; tests put their own in its place. */
export interface WorkerLike {
  postMessage(message: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Response>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface Observer {
  started?(): void;
  progress?(bytesRead: number): void;
  head?(response: HeadResponse): void;
  layers?(layers: readonly Layer[]): void;
}

export interface ClientOptions {
  spawn(): WorkerLike;
  /** Without a sign of life for so long the worker is ended. */
  stallSeconds?: number;
  onReady?(version: string): void;
}

interface Job {
  readonly id: number;
  readonly file: File;
  readonly observer: Observer;
  readonly resolve: () => void;
  readonly reject: (error: EngineError) => void;
}

export class EngineClient {
  readonly #options: ClientOptions;
  readonly #stallSeconds: number;
  readonly #waiting: Job[] = [];
  #running: Job | null = null;
  #worker: WorkerLike | null = null;
  #ready = false;
  #nextId = 1;
  #silentSeconds = 0;
  #clock: ReturnType<typeof setInterval> | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#stallSeconds = options.stallSeconds ?? 30;
  }

  /** Loads the engine ahead of the first file. */
  start(): void {
    if (this.#worker !== null) return;
    let worker: WorkerLike;
    try {
      worker = this.#options.spawn();
    } catch (thrown) {
      this.#unavailable({kind: 'unavailable', detail: String(thrown)});
      return;
    }
    this.#worker = worker;
    this.#ready = false;
    // A message of a worker that was ended meanwhile may still be on its way: each handler knows whose it is.
    worker.onmessage = (event) => {
      if (this.#worker === worker) this.#hear(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      if (this.#worker === worker) this.#die({kind: 'crashed', detail: event.message || 'the worker stopped'});
    };
    worker.onmessageerror = () => {
      if (this.#worker === worker) this.#die({kind: 'crashed', detail: 'a message could not be read'});
    };
    // No watch while the engine loads: on a slow line that takes as long as it takes, and a failed load reports itself.
  }

  /** Settles when the whole report has been handed to `observer`; rejects with EngineError. */
  weigh(file: File, observer: Observer = {}, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new EngineError({kind: 'cancelled', detail: ''}));
        return;
      }
      const job: Job = {id: this.#nextId++, file, observer, resolve, reject};
      this.#waiting.push(job);
      signal?.addEventListener('abort', () => this.#cancel(job), {once: true});
      this.#next();
    });
  }

  /** Ends the worker; a later weigh() starts a new one. */
  stop(): void {
    const jobs = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#end();
    for (const job of jobs) job.reject(new EngineError({kind: 'cancelled', detail: ''}));
  }

  #next(): void {
    if (this.#running !== null || this.#waiting.length === 0) return;
    this.start();
    if (!this.#ready || this.#worker === null) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#running = job;
    this.#watch();
    job.observer.started?.();
    this.#worker.postMessage({kind: 'weigh', id: job.id, file: job.file});
  }

  #hear(response: Response): void {
    this.#silentSeconds = 0;
    if (response.kind === 'ready') {
      this.#ready = true;
      this.#rest();
      this.#options.onReady?.(response.version);
      this.#next();
      return;
    }
    if (response.kind === 'crashed') {
      this.#die(response.error);
      return;
    }
    const job = this.#running;
    if (job === null || job.id !== response.id) return;
    switch (response.kind) {
      case 'progress':
        job.observer.progress?.(response.bytesRead);
        return;
      case 'head':
        job.observer.head?.(response);
        return;
      case 'layers':
        job.observer.layers?.(response.layers);
        return;
      case 'done':
        this.#finish();
        job.resolve();
        this.#next();
        return;
      case 'failed':
        this.#finish();
        job.reject(new EngineError(response.error));
        this.#next();
        return;
      default:
        response satisfies never;
    }
  }

  #cancel(job: Job): void {
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    else if (this.#running === job) this.#end();
    else return; // settled long ago
    job.reject(new EngineError({kind: 'cancelled', detail: ''}));
    this.#next();
  }

  /** The worker is lost: its job with it, the others go on with a new one. A worker that never came up takes all jobs along. */
  #die(error: EngineErrorData): void {
    if (!this.#ready) {
      this.#unavailable({kind: 'unavailable', detail: error.detail});
      return;
    }
    const job = this.#running;
    this.#end();
    job?.reject(new EngineError(error));
    if (this.#waiting.length > 0) this.#next();
  }

  #unavailable(error: EngineErrorData): void {
    this.#end();
    for (const job of this.#waiting.splice(0)) job.reject(new EngineError(error));
  }

  #end(): void {
    this.#finish();
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
  }

  #finish(): void {
    this.#running = null;
    this.#rest();
  }

  // Seconds are counted one by one instead of with one long timer: a computer that slept, or a throttled tab, then counts
  // one second and not the whole night.
  #watch(): void {
    this.#rest();
    this.#clock = setInterval(() => {
      this.#silentSeconds += 1;
      if (this.#silentSeconds < this.#stallSeconds) return;
      this.#die({kind: 'stalled', detail: `no sign of life for ${this.#stallSeconds} seconds`});
    }, 1000);
  }

  #rest(): void {
    this.#silentSeconds = 0;
    if (this.#clock !== null) clearInterval(this.#clock);
    this.#clock = null;
  }
}
