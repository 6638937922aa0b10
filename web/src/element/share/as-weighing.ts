// A report that came with a link, in the shape of a weighing: so that it is drawn by the same parts. It has no file.

import type {Layer, ReportHead, Tensor} from '../../engine/report.js';
import {newWeighing, type Weighing} from '../weighings/weighing.js';
import type {SharedReport, SharedTensor} from './shared-report.js';

function tensorFrom([role, dtype, shape, parameters, bytes, state]: SharedTensor, place: number): Tensor {
  return {path: String(place), role, dtype, shape, parameters, bytes, state, storage: {kind: 'contiguous', size_bytes: bytes}, stats: null};
}

function headFrom(report: SharedReport): ReportHead {
  return {
    schema: 'weighbridge/report@2',
    tool: {version: report.tool},
    file: {name: report.name, size_bytes: report.size_bytes},
    container: report.container,
    layout: report.layout,
    writer: {...report.writer, evidence: []},
    verdict: report.verdict,
    totals: report.totals,
    optimizer: null,
    findings: report.findings.map((finding) => ({...finding, where: null, layers: [], evidence: [], fixes: []})),
    not_run: [],
    loaders: report.loaders,
    scan: {state: 'skipped', bytes: 0, tensors: 0},
  };
}

export function asWeighing(id: number, report: SharedReport): Weighing {
  const head = headFrom(report);
  // Names need not be unique; places in the list are.
  const layers: Layer[] = report.layers.map(([name, kind, state, tensors], place) => ({
    path: `${place}`,
    name,
    class: kind,
    class_known_from: null,
    state,
    tensors: (tensors ?? []).map(tensorFrom),
  }));
  const {redacted, layers_left_out: layersLeftOut} = report;
  const tensorsLeftOut = report.layers.some(([, , , tensors]) => tensors === null);
  const group = {kind: 'single', name: report.name, files: [], weights: true} as const;
  return {...newWeighing(id, group, []), started: true, head, structure: head, layers, layerCount: layers.length, shared: {redacted, layersLeftOut, tensorsLeftOut}};
}
