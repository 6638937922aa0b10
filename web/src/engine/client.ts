// The page's side of the engine: what is to be done, one worker that does it, and what happens when the worker dies.
//
// There are two lanes. In front: sorting and weighing files, writing Markdown and explaining messages, one after the other, never waiting for values. Behind:
// scanning values, one file at a time, begun when nothing is left in front.
//
// A worker may trap, hang or run out of memory on a hostile file. Then it is ended, and a fresh one takes over the rest; the job that did it
// fails with a reason: it would do the same again. HDF5's own library, which dies more easily, has a worker to itself (inspector/).

import {EngineError, type EngineErrorData} from './errors.js';
import {filesOf, type FileGroup, type Given, type GivenFile} from './given.js';
import {Inspections} from './inspections.js';
import {Inspector, type InspectorWorker} from './inspector/inspector.js';
import {handOn, type Observer, type WorkerLike} from './observer.js';
import type {JobRequest, KerasLine, RehearsalResponse, Request, Response} from './protocol.js';
import {ReaderLink, type ReaderWorker} from './reader/reader-link.js';
import {Silence} from './silence.js';
import {whenDrawn} from './when-drawn.js';
import type {Explanation} from './report.js';

export type {Observer};
export type EngineWorker = WorkerLike<Request, Response>;

export interface ClientOptions {
  spawn(): EngineWorker;
  /** Without it HDF5's own library is never asked. */
  spawnInspector?(): InspectorWorker;
  /** Without it the engine's worker reads values itself. */
  spawnReader?(): ReaderWorker;
  /** Without a sign of life for so long the worker is ended. */
  stallSeconds?: number;
  onReady?(version: string, kerasLines: readonly KerasLine[]): void;
  onRehearsal?(report: RehearsalResponse): void;
}

interface Job {
  readonly request: JobRequest;
  readonly observer: Observer;
  readonly resolve: () => void;
  readonly reject: (error: EngineError) => void;
  /** Begun anew after another job ended its worker; once is enough. */
  repeated: boolean;
}

interface Lane {
  readonly waiting: Job[];
  running: Job | null;
}

export class EngineClient {
  readonly #options: ClientOptions;
  readonly #silence: Silence;
  readonly #front: Lane = {waiting: [], running: null};
  readonly #behind: Lane = {waiting: [], running: null};
  readonly #inspector: Inspector | null;
  readonly #reader: ReaderLink | null;
  readonly #inspections = new Inspections();
  #worker: EngineWorker | null = null;
  #ready = false;
  #whole = false;
  #nextId = 1;

  constructor(options: ClientOptions) {
    this.#options = options;
    const {spawnInspector, spawnReader, stallSeconds} = options;
    this.#inspector = spawnInspector === undefined ? null : new Inspector(spawnInspector, stallSeconds);
    this.#reader = spawnReader === undefined ? null : new ReaderLink(spawnReader);
    this.#silence = new Silence(options.stallSeconds ?? 30, (seconds) => this.#die(null, {kind: 'stalled', detail: `no sign of life for ${seconds} seconds`}));
  }

  /** Sorts files that were given together into what is one thing each. */
  async group(files: readonly GivenFile[], signal?: AbortSignal): Promise<readonly FileGroup[]> {
    let all: readonly FileGroup[] = [];
    await this.#add(this.#front, (id) => ({kind: 'group', id, files}), {grouped: (groups) => (all = groups)}, signal);
    return all;
  }

  /** Judges the structure, for a reader who has this Keras ("": the newest). Settles when `observer` has the whole report; rejects with EngineError. */
  weigh(key: number, given: Given, observer: Observer = {}, signal?: AbortSignal, keras = ''): Promise<void> {
    const isDrawn = observer.layers !== undefined;
    return this.#add(this.#front, (id) => ({kind: 'weigh', id, key, files: filesOf(given), keras, isDrawn}), observer, signal);
  }

  /**
   * Asks HDF5's own library about what was weighed, and hands `observer` the answer: confirmed, or the whole report anew where it says
   * something else. Settles without either where the library can't be asked. Goes ahead of files that wait: this one is still open.
   */
  async confirm(key: number, given: Given, observer: Observer = {}, signal?: AbortSignal, keras = ''): Promise<void> {
    const inspections = (await this.#inspector?.inspect(filesOf(given))) ?? '';
    if (inspections === '') return;
    this.#inspections.note(key, inspections);
    await this.#add(this.#front, (id) => ({kind: 'confirm', id, key, files: filesOf(given), keras}), observer, signal, 'ahead');
  }

  /** Reads all values and hands the whole report to `observer` again. An abort while it runs leaves what is known by then. */
  scan(key: number, given: Given, observer: Observer = {}, signal?: AbortSignal, keras = ''): Promise<void> {
    return this.#add(this.#behind, (id) => ({kind: 'scan', id, key, files: filesOf(given), keras}), observer, signal);
  }

  /** The report of what was weighed as Markdown, without values. */
  async markdown(key: number, given: Given, keras = ''): Promise<Blob> {
    let written = new Blob();
    await this.#add(this.#front, (id) => ({kind: 'markdown', id, key, files: filesOf(given), keras}), {markdown: (markdown) => (written = markdown)});
    return written;
  }

  /** What an error message means, for what was weighed or for nothing in particular. */
  async explain(text: string, about: {readonly key: number; readonly given: Given; readonly keras?: string} | null): Promise<Explanation> {
    let answer: Explanation = {match: 'whole', messages: [], nearest: []};
    const named = about === null ? null : {key: about.key, files: filesOf(about.given), keras: about.keras ?? ''};
    await this.#add(this.#front, (id) => ({kind: 'explain', id, text, about: named}), {explained: (explanation) => (answer = explanation)});
    return answer;
  }

  /** Loads the engine ahead of the first file; `whole`: HDF5's own library too, once the engine is there, so that nothing is fetched later, and as quick as it gets. */
  start(whole = false): void {
    this.#whole ||= whole;
    if (this.#worker !== null) return;
    let worker: EngineWorker;
    try {
      worker = this.#options.spawn();
    } catch (thrown) {
      this.#fail({kind: 'unavailable', detail: String(thrown)});
      return;
    }
    this.#worker = worker;
    // A message of a worker that was ended meanwhile may still be on its way: each handler knows whose it is.
    worker.onmessage = (event) => {
      if (this.#worker === worker) this.#hear(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      if (this.#worker === worker) this.#die(null, {kind: 'crashed', detail: event.message || 'the worker stopped'});
    };
    worker.onmessageerror = () => {
      if (this.#worker === worker) this.#die(null, {kind: 'crashed', detail: 'a message could not be read'});
    };
    // No watch while the engine loads: on a slow line that takes as long as it takes, and a failed load reports itself.
  }

  /** Ends the worker and every job; a later job starts a new one. */
  stop(): void {
    this.#inspector?.stop();
    this.#fail({kind: 'cancelled', detail: ''});
  }

  #add(lane: Lane, request: (id: number) => JobRequest, observer: Observer, signal?: AbortSignal, place: 'ahead' | 'last' = 'last'): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new EngineError({kind: 'cancelled', detail: ''}));
        return;
      }
      const job: Job = {request: request(this.#nextId++), observer, resolve, reject, repeated: false};
      if (place === 'ahead') lane.waiting.unshift(job);
      else lane.waiting.push(job);
      signal?.addEventListener('abort', () => this.#cancel(lane, job), {once: true});
      this.#next();
    });
  }

  #next(): void {
    const {waiting, running} = this.#front;
    if (waiting.length === 0 && this.#behind.waiting.length === 0) return;
    this.start();
    if (!this.#ready) return;
    if (running === null) this.#begin(this.#front);
    if (this.#front.running === null && this.#behind.running === null) this.#begin(this.#behind);
  }

  #begin(lane: Lane): void {
    const job = lane.waiting.shift();
    if (job === undefined || this.#worker === null) return;
    lane.running = job;
    this.#silence.watch();
    job.observer.started?.();
    this.#worker.postMessage(this.#inspections.addedTo(job.request));
  }

  #hear(response: Response): void {
    this.#silence.heard();
    if (response.kind === 'waiting') return;
    if (response.kind === 'ready') {
      this.#ready = true;
      if (this.#worker !== null) this.#reader?.join(this.#worker);
      if (this.#whole) {
        this.#inspector?.prepare();
        this.#worker?.postMessage({kind: 'practise'});
      }
      this.#options.onReady?.(response.version, response.kerasLines);
      this.#next();
      return;
    }
    if (response.kind === 'rehearsal') {
      this.#options.onRehearsal?.(response);
      return;
    }
    if (response.kind === 'crashed') {
      this.#die(response.id, response.error);
      return;
    }
    const lane = [this.#front, this.#behind].find(({running}) => running?.request.id === response.id);
    const job = lane?.running ?? null;
    if (lane === undefined || job === null) return;
    switch (response.kind) {
      case 'head':
        // First: what goes wrong in drawing must not leave the engine waiting.
        if (response.waits) whenDrawn(() => this.#worker?.postMessage({kind: 'more', id: response.id}));
        job.observer.head?.(response);
        return;
      case 'done':
      case 'failed':
        this.#finish(lane);
        if (response.kind === 'done') job.resolve();
        else job.reject(new EngineError(response.error));
        this.#next();
        return;
      default:
        handOn(response, job.observer);
    }
  }

  #cancel(lane: Lane, job: Job): void {
    const place = lane.waiting.indexOf(job);
    if (place >= 0) {
      lane.waiting.splice(place, 1);
    } else if (lane.running !== job) {
      return; // settled long ago
    } else if (job.request.kind === 'scan') {
      this.#worker?.postMessage({kind: 'stop', id: job.request.id});
      return; // its report comes yet
    } else {
      lane.running = null;
      this.#endWorker();
    }
    job.reject(new EngineError({kind: 'cancelled', detail: ''}));
    this.#next();
  }

  /** The worker is lost: with it the job that did it (or, if unknown, the one in front). A worker that never came up takes all along. */
  #die(id: number | null, error: EngineErrorData): void {
    if (!this.#ready) {
      this.#fail({kind: error.kind === 'blocked' ? 'blocked' : 'unavailable', detail: error.detail});
      return;
    }
    const running = [this.#front, this.#behind].filter((lane) => lane.running !== null);
    const guilty = running.find((lane) => lane.running?.request.id === id) ?? running[0];
    const job = guilty?.running ?? null;
    if (guilty !== undefined) guilty.running = null;
    this.#endWorker();
    job?.reject(new EngineError(error));
    this.#next();
  }

  /** Everything fails. */
  #fail(error: EngineErrorData): void {
    const lost: Job[] = [];
    for (const lane of [this.#front, this.#behind]) {
      if (lane.running !== null) lost.push(lane.running);
      lane.running = null;
      lost.push(...lane.waiting.splice(0));
    }
    this.#endWorker();
    for (const job of lost) job.reject(new EngineError(error));
  }

  /** Jobs that are still running did nothing wrong: they are begun anew, once. */
  #endWorker(): void {
    this.#worker?.terminate();
    this.#reader?.end();
    this.#worker = null;
    this.#ready = false;
    for (const lane of [this.#front, this.#behind]) {
      const job = lane.running;
      this.#finish(lane);
      if (job === null) continue;
      if (job.repeated) {
        job.reject(new EngineError({kind: 'crashed', detail: 'its worker was lost twice'}));
      } else {
        job.repeated = true;
        lane.waiting.unshift(job);
      }
    }
  }

  #finish(lane: Lane): void {
    lane.running = null;
    if (this.#front.running === null && this.#behind.running === null) this.#silence.rest();
  }
}
