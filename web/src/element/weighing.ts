// One file on its way from the queue to its report. Replaced, never changed, so that Lit sees each step.

import type {EngineErrorData} from '../engine/errors.js';
import type {Layer, ReportHead} from '../engine/report.js';

/** How far the values are. The verdict never waits for them. */
export interface ScanProgress {
  readonly state: 'none' | 'waiting' | 'running' | 'over' | 'failed';
  readonly bytes: number;
  readonly ofBytes: number;
}

export interface Weighing {
  readonly id: number;
  readonly file: File;
  readonly started: boolean;
  readonly bytesRead: number;
  readonly head: ReportHead | null;
  readonly layers: readonly Layer[];
  readonly layerCount: number;
  readonly json: Blob | null;
  readonly error: EngineErrorData | null;
  readonly scan: ScanProgress;
}

export const noScan: ScanProgress = {state: 'none', bytes: 0, ofBytes: 0};

export function newWeighing(id: number, file: File): Weighing {
  return {id, file, started: false, bytesRead: 0, head: null, layers: [], layerCount: 0, json: null, error: null, scan: noScan};
}
