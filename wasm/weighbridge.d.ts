// The WebAssembly module of Weighbridge, as JavaScript sees it: the one declaration, for the page, Node and the package. Written by hand
// beside bindings.cc; tests/meta/bindings_test.py holds the two together.

/** What the host supplies. */
export interface WeighbridgeHost {
  /**
   * Fills the whole of `target` with the bytes of file `sourceId` from `offset` on, synchronously; returns 0.
   * Returns anything else on failure. `target` is a view of the module's memory: valid during the call only.
   */
  readAt(sourceId: number, offset: number, target: Uint8Array): number;
  /** Makes an instance of `weighbridge.wasm`, hands it to `receive` and returns what that returns. */
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => WebAssembly.Exports): WebAssembly.Exports;
  /** Called when the module dies (out of memory, a trap); the instance can't be used afterwards. */
  onAbort?(what: unknown): void;
}

/** One file's analysis: its report at once, then its values piece by piece. Free it with delete(). */
export interface Session {
  /**
   * The report (`weighbridge/report@2`) as JSON, or `{"error":{"code":string,"message":string}}` when the file could not be read. After
   * finishScan() with statistics and findings about values.
   */
  report(): string;
  /**
   * The same in parts, so that a long report is never one string: what is before its layers (or the error), nextLayers() with a comma between
   * two pieces until it is "", and what is behind them. Before and after alone are a report without layers; before begins all anew.
   */
  reportBefore(): string;
  layerCount(): number;
  /** The next piece of the list, without the brackets around it; "" when there is no more. */
  nextLayers(): string;
  /** After reportBefore(), once. */
  reportAfter(): string;
  /**
   * What HDF5's library says of the files, learnt only now (weighbridge-inspector.d.ts): true if the report has it, false if it changes the
   * report; then a new Session is to be made with it.
   */
  takeInspections(inspectionsJson: string): boolean;
  /** What the report has of that, as JSON; "null" where it has none. */
  inspection(): string;
  /** Whether there is HDF5 in it that the library was not asked about yet. */
  wantsInspection(): boolean;
  /** Has the report made anew for another Keras, "" for the newest; what is known of the values stays. */
  speakOf(keras: string): void;
  /** The report as Markdown, for an issue; "" when the file could not be read. */
  markdown(): string;
  /**
   * What a pasted error message means for this file, as JSON: `{"match":"whole"|"part","messages":[{id,says,by,means,because,here}],
   * "nearest":[...]}`, the most telling first. `audience`: where it is read; the words for "weigh the file too" differ.
   */
  explainMessage(pasted: string, audience: 'page' | 'terminal'): string;
  /** Where a wrong verdict is reported, with what helps filled in and no name or value of the file; "" where no address is known. */
  wrongVerdictLink(): string;
  /** How many stretches of the file hold values; read them in order, as far ahead as memory allows. */
  pieceCount(): number;
  /** Of a group: which file of the list that the session was made from holds the piece; otherwise 0. */
  pieceFile(index: number): number;
  pieceOffset(index: number): number;
  pieceBytes(index: number): number;
  /** Where in `HEAPU8` the bytes of piece `index` go before feed(index). Take `HEAPU8` anew after this call: memory may have grown. */
  bufferFor(index: number): number;
  feed(index: number): void;
  /**
   * After the pieces: how many steps there are for values that are packed (in chunks, compressed), mostly none. runStep() must be called in
   * order; each reads through readAt and takes some milliseconds, so that the host can show progress and stop in between.
   */
  stepCount(): number;
  /** What a step unpacks, for progress. */
  stepBytes(index: number): number;
  runStep(index: number): void;
  /** All of that where readAt can read at once: one piece or step further. False: nothing is left, or a piece can't be read. */
  readNext(): boolean;
  /** For progress. What is packed counts unpacked. */
  bytesToRead(): number;
  bytesRead(): number;
  /** Ends the scan: done (or partial, where values can't be read) if every piece was fed and every step run, cancelled if not. */
  finishScan(): void;
  delete(): void;
}

/** A file of several; `path` is relative to what was dropped, with '/'. */
export interface GivenFile {
  path: string;
  id: number;
  size: number;
}

/** Files that are judged as one; `files` are places in the list that was given, the leading file first. */
export interface FileGroup {
  kind: 'single' | 'shards' | 'keras-folder' | 'tf-checkpoint' | 'saved-model';
  name: string;
  files: number[];
}

/** One instance. After a trap it is unusable: throw it (or its worker) away. */
export interface Weighbridge {
  /**
   * Of one file, or of the files of one group: `JSON.stringify` of the GivenFiles that one entry of groupFiles() names. `inspectionsJson`:
   * what the inspector answered for the same list, "" where it was not asked yet. An inspector that trapped over the files, or had to be
   * ended, has said `[{"library":...,"answer":"crashed"|"hung"}]`. `keras`: which Keras the reader has, as readKeras() takes it; "" for the
   * newest.
   */
  Session: {new (filesJson: string, inspectionsJson: string, keras: string): Session};
  /**
   * Sorts files that were dropped together into what is one thing each: takes `JSON.stringify(GivenFile[])`, answers
   * `JSON.stringify(FileGroup[])`, or "" for what is no such list. Reads the indexes of sharded saves, and the first
   * bytes of what is not named like a weight file.
   */
  groupFiles(filesJson: string): string;
  /** The module's memory; replaced whenever it grows. */
  readonly HEAPU8: Uint8Array;
  /** The same without a file: `here` then says what to check. No messages: the text is not known. */
  explainMessage(pasted: string, audience: 'page' | 'terminal'): string;
  /**
   * What "3.10" or "tf.keras 2.15" means: `{"package","version","known","name"}` as JSON, `name` for people; or `{"error":string}`, a
   * sentence that says what can be given.
   */
  readKeras(text: string): string;
  /** What a reader chooses from, as JSON: `[{"said","name","known"}]`; `said` is what readKeras() takes, `known` false for a nightly build. */
  kerasLines(): string;
  /**
   * Completes the instance with `weighbridge-rest.wasm` (parts/). Until then it judges nearly every file, and knows nothing of scans and of
   * messages: where it comes to what is not there it throws an Error named "RestNeeded", and is as unusable as after a trap.
   */
  addRest(rest: WebAssembly.Module): void;
  /** "0.1.0" */
  version(): string;
  /** The size of the module's memory so far. */
  heapBytes(): number;
  /** Takes so much memory from the system now, and keeps it for what comes: a large file then need not wait for it. */
  reserveMemory(sizeBytes: number): void;
}

export default function createWeighbridge(host: WeighbridgeHost): Promise<Weighbridge>;
