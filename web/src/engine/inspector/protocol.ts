// What the page and the inspector's worker say to each other: one file at a time.

import type {EngineErrorData} from '../errors.js';
import type {GivenFile} from '../given.js';

export interface InspectRequest {
  readonly id: number;
  readonly file: GivenFile;
}

export type InspectResponse =
  /** The module is loaded; `library`: "HDF5 1.14". */
  | {readonly kind: 'ready'; readonly library: string}
  /** A sign of life from inside the synchronous call. */
  | {readonly kind: 'reading'}
  /** One entry of a list of inspections (wasm/host/inspection_list.h), as JSON: an object or null. */
  | {readonly kind: 'inspected'; readonly id: number; readonly inspection: string}
  /** The module is not to be trusted any more, or never came up. */
  | {readonly kind: 'crashed'; readonly error: EngineErrorData};
