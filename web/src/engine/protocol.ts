// What page and worker say to each other.
//
// `group`, `weigh`, `confirm`, `markdown` and `explain` are one synchronous call of the engine each. `scan` reads values piece by piece and lets go of the
// worker in between, so that the others never wait for it. A synchronous call cannot be told to stop: its worker is ended.

import type {EngineErrorData} from './errors.js';
import type {FileGroup, GivenFile} from './given.js';
import type {Explanation, Inspection, Layer, ReportHead} from './report.js';

/** Which of these files are one thing? */
export interface GroupRequest {
  readonly kind: 'group';
  readonly id: number;
  readonly files: readonly GivenFile[];
}

/** What is weighed, and for whom. `key` is its name between page and worker, which keeps the newest few open under it. */
export interface About {
  readonly key: number;
  /** One file, or what one group names, the leading file first. */
  readonly files: readonly GivenFile[];
  /** What HDF5's library says of them (wasm/host/inspection_list.h); absent or "" where it was not asked yet. */
  readonly inspections?: string;
  /** Which Keras the reader has: "3.10", "tf.keras 2.15"; "" for the newest. Of what is open already the report is made anew for it. */
  readonly keras: string;
}

/** Judges the structure. */
export interface WeighRequest extends About {
  readonly kind: 'weigh';
  readonly id: number;
  /** Its report is drawn as it comes: behind the verdict the engine waits until that stands on the page (MoreRequest). */
  readonly isDrawn: boolean;
}

/** The page has drawn what there is, and has time for the rest of the layers. */
export interface MoreRequest {
  readonly kind: 'more';
  readonly id: number;
}

/** Reads all values and sends the whole report anew. */
export interface ScanRequest extends About {
  readonly kind: 'scan';
  readonly id: number;
}

/** Hands over what HDF5's library says of what was weighed. Where that changes nothing a ConfirmedResponse comes, else the whole report anew. */
export interface ConfirmRequest extends About {
  readonly kind: 'confirm';
  readonly id: number;
}

/** Writes the report as Markdown. */
export interface MarkdownRequest extends About {
  readonly kind: 'markdown';
  readonly id: number;
}

/** What an error message means, for one weighed thing or for none. */
export interface ExplainRequest {
  readonly kind: 'explain';
  readonly id: number;
  readonly text: string;
  readonly about: About | null;
}

/** Ends a scan early; its report still comes, with what is known by then. */
export interface StopRequest {
  readonly kind: 'stop';
  readonly id: number;
}

/** The other end of `port` reads values from now on; null: there is no reader any more. */
export interface ReaderRequest {
  readonly kind: 'reader';
  readonly port: MessagePort | null;
}

/** Nothing is asked yet, but a file is likely to come: make ready for it until then (warm-up.ts). */
export interface PractiseRequest {
  readonly kind: 'practise';
}

export type JobRequest = GroupRequest | WeighRequest | ConfirmRequest | ScanRequest | MarkdownRequest | ExplainRequest;
export type Request = JobRequest | MoreRequest | StopRequest | ReaderRequest | PractiseRequest;

/** A line of releases that a reader can say he has: `said` is what requests take. `known`: false for a nightly build. */
export interface KerasLine {
  readonly said: string;
  readonly name: string;
  readonly known: boolean;
}

/** The module is loaded and instantiated. */
export interface ReadyResponse {
  readonly kind: 'ready';
  readonly version: string;
  readonly kerasLines: readonly KerasLine[];
}

/** The report of the engine's own small model, for the page to practise on (element/box/rehearsal.ts). */
export interface RehearsalResponse {
  readonly kind: 'rehearsal';
  readonly head: ReportHead;
  readonly layers: readonly Layer[];
}

/** A sign of life while the rest of the engine is on its way (parts.ts). */
export interface WaitingResponse {
  readonly kind: 'waiting';
}

/** A sign of life from inside the synchronous call: bytes read so far. */
export interface ProgressResponse {
  readonly kind: 'progress';
  readonly id: number;
  readonly bytesRead: number;
}

/** How far a scan is. */
export interface ScannedResponse {
  readonly kind: 'scanned';
  readonly id: number;
  readonly bytes: number;
  readonly ofBytes: number;
}

/** The verdict with the first layers, which are drawn in one go; the others follow in pieces, and behind them the report as text. */
export interface HeadResponse {
  readonly kind: 'head';
  readonly id: number;
  readonly head: ReportHead;
  readonly layers: readonly Layer[];
  /** How many there will be. */
  readonly layerCount: number;
  /** The others come when they are asked for. */
  readonly waits: boolean;
  readonly bytesRead: number;
  /** The engine's memory, which only grows. */
  readonly heapBytes: number;
  /** Is there anything to scan? */
  readonly hasValues: boolean;
  /** Is there HDF5 in it that the library was not asked about yet? */
  readonly wantsInspection: boolean;
  /** To report a wrong verdict, with no name of the file in it; "" where nobody takes such reports. */
  readonly wrongVerdictLink: string;
  /** Where the request's `keras` is no version: a sentence that says what can be given. Else "". */
  readonly kerasRefused: string;
}

/** The whole report as the engine writes it, byte for byte what the command prints. */
export interface JsonResponse {
  readonly kind: 'json';
  readonly id: number;
  readonly json: Blob;
}

/** The same as Markdown: asked for, or with the values. */
export interface MarkdownResponse {
  readonly kind: 'markdown';
  readonly id: number;
  readonly markdown: Blob;
}

/** The report stands; with what HDF5's library says it is the one that the command gives. */
export interface ConfirmedResponse {
  readonly kind: 'confirmed';
  readonly id: number;
  readonly inspection: Inspection | undefined;
  readonly json: Blob;
}

/** Pieces, so that receiving 10,000 layers never blocks the page for long. */
export interface LayersResponse {
  readonly kind: 'layers';
  readonly id: number;
  readonly layers: readonly Layer[];
}

export interface GroupedResponse {
  readonly kind: 'grouped';
  readonly id: number;
  readonly groups: readonly FileGroup[];
}

export interface ExplainedResponse {
  readonly kind: 'explained';
  readonly id: number;
  readonly explanation: Explanation;
}

export interface DoneResponse {
  readonly kind: 'done';
  readonly id: number;
}

/** The job failed, the engine is well. */
export interface FailedResponse {
  readonly kind: 'failed';
  readonly id: number;
  readonly error: EngineErrorData;
}

/** The engine is not to be trusted any more, or never came up; the worker expects to be ended. `id`: the job that did it. */
export interface CrashedResponse {
  readonly kind: 'crashed';
  readonly id: number | null;
  readonly error: EngineErrorData;
}

export type Response =
  | ReadyResponse
  | RehearsalResponse
  | WaitingResponse
  | ProgressResponse
  | ScannedResponse
  | HeadResponse
  | ConfirmedResponse
  | LayersResponse
  | JsonResponse
  | MarkdownResponse
  | GroupedResponse
  | ExplainedResponse
  | DoneResponse
  | FailedResponse
  | CrashedResponse;
