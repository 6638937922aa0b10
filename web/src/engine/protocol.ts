// What page and worker say to each other. One job at a time; the page cancels by ending the worker, because the engine's
// call is synchronous and would not hear anything else.

import type {EngineErrorData} from './errors.js';
import type {Layer, ReportHead} from './report.js';

export interface WeighRequest {
  readonly kind: 'weigh';
  readonly id: number;
  readonly file: File;
}

export type Request = WeighRequest;

/** The module is loaded and instantiated. */
export interface ReadyResponse {
  readonly kind: 'ready';
  readonly version: string;
}

/** A sign of life from inside the synchronous call: bytes read so far. */
export interface ProgressResponse {
  readonly kind: 'progress';
  readonly id: number;
  readonly bytesRead: number;
}

/** The verdict and all but the layers, which follow in pieces. `json` is the engine's report, byte for byte. */
export interface HeadResponse {
  readonly kind: 'head';
  readonly id: number;
  readonly head: ReportHead;
  readonly layerCount: number;
  readonly bytesRead: number;
  /** The engine's memory, which only grows. */
  readonly heapBytes: number;
  readonly json: Blob;
}

/** Pieces, so that receiving 10,000 layers never blocks the page for long. */
export interface LayersResponse {
  readonly kind: 'layers';
  readonly id: number;
  readonly layers: readonly Layer[];
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

/** The engine is not to be trusted any more, or never came up; the worker expects to be ended. */
export interface CrashedResponse {
  readonly kind: 'crashed';
  readonly error: EngineErrorData;
}

export type Response =
  | ReadyResponse
  | ProgressResponse
  | HeadResponse
  | LayersResponse
  | DoneResponse
  | FailedResponse
  | CrashedResponse;
