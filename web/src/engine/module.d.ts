// The WebAssembly module as the page uses it; wasm/weighbridge.d.ts, beside the bindings, says it in full.

declare module '#engine/weighbridge.mjs' {
  /** The analysis of a file or a group: its report at once, then its values piece by piece. Free it with delete(). */
  export interface Session {
    /** A report, or {"error":{"code","message"}} when the source could not be read; JSON either way. */
    report(): string;
    /** The report as Markdown; '' when the source could not be read. */
    markdown(): string;
    /** JSON of an Explanation. */
    explainMessage(pasted: string, audience: 'page' | 'terminal'): string;
    /** "" where no address is known. */
    wrongVerdictLink(): string;
    pieceCount(): number;
    /** Its place in the list that the session was made from. */
    pieceFile(index: number): number;
    pieceOffset(index: number): number;
    pieceBytes(index: number): number;
    /** Where in HEAPU8 the bytes of a piece go before feed(); take HEAPU8 anew after this call. */
    bufferFor(index: number): number;
    feed(index: number): void;
    /** After the pieces: values that are packed and that the engine reads itself, step by step. */
    stepCount(): number;
    stepBytes(index: number): number;
    runStep(index: number): void;
    finishScan(): void;
    delete(): void;
  }

  export interface Weighbridge {
    Session: {
      new (fileName: string, sourceId: number, sizeBytes: number): Session;
      /** Of one group: JSON of [{path, id, size}], as for groupFiles(). */
      new (filesJson: string): Session;
      new (filesJson: string, mishap: 'crash' | 'hang'): Session;
    };
    /** Takes JSON of [{path, id, size}], answers JSON of FileGroup[]. */
    groupFiles(filesJson: string): string;
    readonly HEAPU8: Uint8Array;
    explainMessage(pasted: string, audience: 'page' | 'terminal'): string;
    version(): string;
    /** The size of the module's memory so far. */
    heapBytes(): number;
  }

  export interface WeighbridgeOptions {
    locateFile(name: string): string;
    /** Fills `target` from `offset`; 0 when it is full, anything else when it could not be. Must not throw: C frames lie below. */
    readAt(sourceId: number, offset: number, target: Uint8Array): number;
  }

  export default function createWeighbridge(options: WeighbridgeOptions): Promise<Weighbridge>;
}

declare module '#engine/weighbridge.wasm?url' {
  const url: string;
  export default url;
}

/** Only in workers; TypeScript's worker library cannot be loaded beside the one of the page. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}
