// One thing on its way from the queue to its report: a file, or several that are judged as one. Replaced, never changed, so that
// Lit sees each step.

import type {EngineErrorData} from '../../engine/errors.js';
import type {FileGroup, GivenFile} from '../../engine/given.js';
import type {RehearsalResponse} from '../../engine/protocol.js';
import type {Layer, ReportHead} from '../../engine/report.js';
import {nameOf} from './group-order.js';

/** How far the values are. The verdict never waits for them. */
export interface ScanProgress {
  readonly state: 'none' | 'waiting' | 'running' | 'over' | 'failed';
  readonly bytes: number;
  readonly ofBytes: number;
}

export interface Weighing {
  readonly id: number;
  readonly name: string;
  /** Where it lay in what was given: "runs/3/", or nothing. */
  readonly folder: string;
  /** The leading file first. */
  readonly files: readonly GivenFile[];
  readonly started: boolean;
  readonly bytesRead: number;
  /** Of the newest report. */
  readonly head: ReportHead | null;
  /** As it was before the values were read: the verdict on the page stays as it is, what the values add stands below it. */
  readonly structure: ReportHead | null;
  readonly hasValues: boolean;
  readonly layers: readonly Layer[];
  readonly layerCount: number;
  readonly json: Blob | null;
  /** With the values; until then it is written when it is asked for. */
  readonly markdown: Blob | null;
  /** Of the newest report; "" where nobody takes reports of wrong verdicts. */
  readonly wrongVerdictLink: string;
  /** What its report was made for, as it was said; "" for the newest. */
  readonly keras: string;
  /** What was said is no version: a sentence on what can be. */
  readonly kerasRefused: string;
  readonly error: EngineErrorData | null;
  readonly scan: ScanProgress;
  /** It came with a link, without a file: what was left out of it. */
  readonly shared: {readonly redacted: boolean; readonly layersLeftOut: number; readonly tensorsLeftOut: boolean} | null;
}

export const noScan: ScanProgress = {state: 'none', bytes: 0, ofBytes: 0};

const nothingKnown = {
  started: false,
  bytesRead: 0,
  head: null,
  structure: null,
  hasValues: false,
  layers: [],
  layerCount: 0,
  json: null,
  markdown: null,
  wrongVerdictLink: '',
  keras: '',
  kerasRefused: '',
  error: null,
  scan: noScan,
  shared: null,
};

export function newWeighing(id: number, group: FileGroup, given: readonly GivenFile[]): Weighing {
  const files = group.files.flatMap((place) => given[place] ?? []);
  return {id, ...nameOf(group.name), files, ...nothingKnown};
}

export function rehearsed({head, layers}: Pick<RehearsalResponse, 'head' | 'layers'>): Weighing {
  return {id: 0, name: head.file.name, folder: '', files: [], ...nothingKnown, head, structure: head, layers, layerCount: layers.length};
}

export function anew({id, name, folder, files}: Weighing): Weighing {
  return {id, name, folder, files, ...nothingKnown};
}

/** Whether what the values say is still to come. */
export function valuesPending({hasValues, scan}: Weighing): boolean {
  return hasValues && scan.state !== 'over' && scan.state !== 'failed';
}

export function sizeOf({files}: Weighing): number {
  return files.reduce((sum, {file}) => sum + file.size, 0);
}
