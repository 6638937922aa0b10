// What Vite and the browser have beside the module itself, which wasm/weighbridge.d.ts declares (tsconfig.json leads there).

declare module '#engine/weighbridge.wasm?url' {
  const url: string;
  export default url;
}

declare module '#engine/weighbridge-rest.wasm?url' {
  const url: string;
  export default url;
}

declare module '#engine/weighbridge-inspector.wasm?url' {
  const url: string;
  export default url;
}

/** Only in workers; TypeScript's worker library cannot be loaded beside the one of the page. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** As a data: address. */
declare module '*.weights.h5?inline' {
  const address: string;
  export default address;
}
