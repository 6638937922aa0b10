// What a host page may rely on of <weigh-bridge>: its attributes, methods and events. docs/embedding.md says the same in words.

import type {EngineErrorData} from '../engine/errors.js';
import type {ReportHead} from '../engine/report.js';

export type * from '../engine/report.js';
export type {EngineErrorData, EngineErrorKind} from '../engine/errors.js';

/** `auto`, like no theme at all: as the host page's own `color-scheme` has it. */
export type Theme = 'auto' | 'light' | 'dark';

/** When the engine is loaded. `near`, the default: once the box is near the screen; `none`: with the first file; `auto` or nothing: at once. */
export type Preload = 'near' | 'none' | 'auto' | '';

/** What every event about a weighing has. */
export interface WeighingDetail {
  /** The same in all events of one weighing; unique within the element. */
  readonly id: number;
  /** Of the file, or of the files that are judged as one. */
  readonly name: string;
  readonly files: readonly File[];
}

export interface ReportDetail extends WeighingDetail {
  /** All but the layers. */
  readonly report: ReportHead;
  /** The whole report, byte for byte as the command prints it: `JSON.parse(await json.text())`. */
  readonly json: Blob;
  /** Whether `weighbridge-values` will follow, with what the values add. */
  readonly valuesFollow: boolean;
  /** Whether HDF5's own library is still to be asked: `weighbridge-confirmed` will follow, or where it says something else a `weighbridge-report` anew. */
  readonly confirmationFollows: boolean;
}

export interface ProgressDetail extends WeighingDetail {
  /** Of the values, read so far. */
  readonly bytes: number;
  readonly ofBytes: number;
}

export interface ErrorDetail extends WeighingDetail {
  readonly error: EngineErrorData;
}

/** All of them bubble, and cross shadow roots. */
export interface WeighBridgeEvents {
  'weighbridge-ready': CustomEvent<{readonly version: string}>;
  'weighbridge-start': CustomEvent<{readonly names: readonly string[]}>;
  'weighbridge-report': CustomEvent<ReportDetail>;
  /** HDF5's own library was asked: `report.inspection` has its answer; none where it can't be asked. */
  'weighbridge-confirmed': CustomEvent<ReportDetail>;
  'weighbridge-progress': CustomEvent<ProgressDetail>;
  'weighbridge-values': CustomEvent<ReportDetail>;
  'weighbridge-error': CustomEvent<ErrorDetail>;
  /** The reader said which Keras he has: what the attribute `keras` takes, "" for the newest. */
  'weighbridge-keras': CustomEvent<{readonly keras: string}>;
  /** A link within the report was followed: `layer=...` or `finding=...`, what `reveal()` takes. */
  'weighbridge-place': CustomEvent<{readonly place: string}>;
}

export interface WeighBridgeElement extends HTMLElement {
  theme: string | null;
  preload: string | null;
  compact: boolean;
  /** Which Keras the reader has: "3.10", "tf.keras 2.15". What to do, fixes and loaders are told for it first; null: the newest counts. */
  keras: string | null;
  /** Weighs files one after the other; the first of them is shown. */
  weigh(files: Iterable<File>): void;
  /** What was dropped or pasted somewhere else on the host page. Call it in the event's own turn. */
  take(transfer: DataTransfer, pasted?: boolean): Promise<void>;
  /** Shows a place of the present report, with the focus: `layer=PATH` (percent-encoded) or `finding=ID`. False if it is not there. */
  reveal(place: string): Promise<boolean>;
  /** Forgets every file. */
  clear(): void;

  addEventListener<K extends keyof WeighBridgeEvents>(type: K, hear: (event: WeighBridgeEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, hear: (event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, hear: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}
