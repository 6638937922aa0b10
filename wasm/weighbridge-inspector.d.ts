// The module that asks HDF5's own library whether files open, apart from the one that judges them: it may die of a file. Written by hand;
// tests/meta/bindings_test.py holds it together with inspector/bindings.cc.

import type {WeighbridgeHost} from './weighbridge.js';

/** What the host supplies. This module is in one part, and fetches itself where the host does not instantiate it. */
export interface InspectorHost extends Pick<WeighbridgeHost, 'readAt'>, Partial<Pick<WeighbridgeHost, 'instantiateWasm'>> {
  /** Where `weighbridge-inspector.wasm` is; by default beside the glue. */
  locateFile?(path: string, prefix: string): string;
}

/** One instance. After a trap it is unusable: throw it (or its worker) away. */
export interface Inspector {
  /**
   * Takes `JSON.stringify(GivenFile[])`, answers what the library says of each, in that order, as JSON:
   * `[{"library":"HDF5 1.14","answer":"opens"|"refused","words":string}|null]`; null where there is no HDF5 in it.
   */
  inspectFiles(filesJson: string): string;
  /** "HDF5 1.14" */
  library(): string;
}

export default function createInspector(host: InspectorHost): Promise<Inspector>;
