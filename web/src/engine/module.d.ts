// The WebAssembly module as wasm/bindings.cc exports it (build/wasm, or a stand-in for the tests).

declare module '#engine/weighbridge.mjs' {
  export interface Weighbridge {
    /** A report, or {"error":{"code","message"}} when the source could not be read; JSON either way. */
    weigh(fileName: string, sourceId: number, sizeBytes: number): string;
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
