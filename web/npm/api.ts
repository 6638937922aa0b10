// What weighbridge offers under Node and in a page alike, and the types of 'weighbridge' where a compiler is not told which of the two it
// compiles for: moduleResolution "node10" never is, "bundler" only by its customConditions.

import type {EngineErrorData, EngineErrorKind} from '../src/engine/errors.js';
import type {GroupKind} from '../src/engine/given.js';
import type {Explanation, Report} from '../src/engine/report.js';

export type * from '../src/engine/report.js';
export type {EngineErrorKind};

export type Bytes = Uint8Array | ArrayBuffer | Blob;

/** Bytes and their name. The name is part of the report: Keras loads a file by what it is called. */
export interface Named {
  readonly name: string;
  readonly content: Bytes;
}

/**
 * A File, or bytes with a name: `{name, content}`, or bytes alone and `name` among the options. Under Node also a path: a string or a
 * file: URL; a page cannot open one, and says so.
 */
export type Source = string | URL | Bytes | Named;

export interface WeighOptions {
  /** `all`, as the default: reads every weight, for statistics and findings such as NaN; `none`: the structure only, at once for any size. */
  readonly values?: 'all' | 'none';
  /**
   * Which Keras the reader has: `3.10`, `2.3.1`, `tf.keras 2.15`, `tf_keras 2.16`. The verdict's advice, the fixes and the loaders are told for it
   * first, and the report says so (`my_keras`). Without it the newest counts.
   */
  readonly keras?: string;
  /** The file's name, part of the report, in place of the source's own. Bytes have none, so they need it: `model.weights.h5`. */
  readonly name?: string;
  /** Reading the values so far. */
  readonly onProgress?: (bytes: number, ofBytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Sources that are judged as one; `files` are places in the list that was given, the leading file first. */
export interface Group {
  readonly kind: GroupKind;
  readonly name: string;
  readonly files: readonly number[];
  /** False where neither the name nor the first bytes are those of a weight file: what the command leaves out of a folder. */
  readonly weights: boolean;
}

/** Why there is no report. A bad file is no error: it has one. */
export declare class EngineError extends Error {
  readonly kind: EngineErrorKind;
  readonly detail: string;
  constructor(data: EngineErrorData);
}

/**
 * The report. Several sources must be one thing (a sharded save, an unzipped .keras, a TensorFlow checkpoint); groups() sorts others.
 * Rejects with EngineError where there can be no report.
 */
export declare function weigh(source: Source | readonly Source[], options?: WeighOptions): Promise<Report>;

/** The report as JSON, byte for byte what `weighbridge --json` prints for it: one line and its line break. weigh() fills in what it leaves out. */
export declare function weighJson(source: Source | readonly Source[], options?: WeighOptions): Promise<string>;

/** Sorts sources into what is one thing each. Reads the indexes of sharded saves, nothing else. */
export declare function groups(sources: readonly Source[]): Promise<readonly Group[]>;

/** What an error message of Keras, or a part of one, means; with a source, what it means for that file. */
export declare function explainMessage(text: string, source?: Source | readonly Source[]): Promise<Explanation>;

/** The engine's version, which is the package's. */
export declare function version(): Promise<string>;

/** Gives the engine's memory back. A later call starts it anew. */
export declare function stop(): void;
