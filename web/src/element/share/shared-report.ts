// What a link to a report carries: the verdict, the findings' words, what loaders do, the layers. No evidence, no code and no values: it has
// to fit into an address, and code that came with a link is nobody's to paste. The fixes stand on the findings' pages.

import type {Layer, LayerState, ReportHead, Tensor, TensorState} from '../../engine/report.js';
import {strings} from '../strings.js';

/** role, dtype, shape, parameters, bytes, state. */
export type SharedTensor = readonly [string | null, string, readonly number[] | null, number, number, TensorState];
/** name, class, state, tensors: null where they did not fit. */
export type SharedLayer = readonly [string, string | null, LayerState, readonly SharedTensor[] | null];

export interface SharedReport {
  readonly v: 1;
  readonly tool: string;
  /** Names were left out. */
  readonly redacted: boolean;
  readonly name: string;
  readonly size_bytes: number;
  readonly container: ReportHead['container'];
  readonly layout: ReportHead['layout'];
  readonly writer: Omit<ReportHead['writer'], 'evidence'>;
  readonly verdict: ReportHead['verdict'];
  readonly totals: ReportHead['totals'];
  readonly findings: readonly {readonly id: string; readonly severity: 'error' | 'warning' | 'note'; readonly confidence: 'certain' | 'likely' | 'possible'; readonly title: string; readonly why: string}[];
  readonly loaders: ReportHead['loaders'];
  readonly layers: readonly SharedLayer[];
  /** That did not fit. */
  readonly layers_left_out: number;
}

const tensorOf = ({role, dtype, shape, parameters, bytes, state}: Tensor): SharedTensor => [role, dtype, shape, parameters, bytes, state];

/** As the report has it. */
export function shared(head: ReportHead, layers: readonly Layer[]): SharedReport {
  const {package: writer, from, to, backend} = head.writer;
  return {
    v: 1,
    tool: head.tool.version,
    redacted: false,
    name: head.file.name,
    size_bytes: head.file.size_bytes,
    container: head.container,
    layout: head.layout,
    writer: {package: writer, from, to, backend},
    verdict: head.verdict,
    totals: head.totals,
    findings: head.findings.map(({id, severity, confidence, title, why}) => ({id, severity, confidence, title, why})),
    loaders: head.loaders,
    layers: layers.map(({name, class: kind, state, tensors}) => [name, kind, state, tensors.map(tensorOf)]),
    layers_left_out: 0,
  };
}

/** What Keras goes by is kept of the file's name: its ending. */
function ending(name: string): string {
  return /(\.weights\.h5|\.h5|\.hdf5|\.keras|\.npz|\.index)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * Without any text that may come out of the file: what is left are ids, versions, numbers and words of fixed sets. Sentences of the
 * report name layers and classes, so they are replaced, not searched for names.
 */
export function redacted(report: SharedReport): SharedReport {
  const words = strings.share;
  const {state, because} = report.verdict;
  return {
    ...report,
    redacted: true,
    name: `file${ending(report.name)}`,
    verdict: {state, because, headline: words.headlines[state], why: '', next: ''},
    findings: report.findings.map((finding) => ({...finding, title: finding.id, why: ''})),
    loaders: report.loaders.map((loader) => ({...loader, error: loader.error === null ? null : words.errorLeftOut, remedy: null})),
    layers: report.layers.map(([, , layerState, tensors], index) => [
      words.layer(index + 1),
      null,
      layerState,
      tensors?.map(([, ...rest]): SharedTensor => [null, ...rest]) ?? null,
    ]),
  };
}

/** Less and less of the layers: first without tensors, then the first half of them, and so on. */
export function* shorter(report: SharedReport): Generator<SharedReport> {
  yield report;
  let layers: readonly SharedLayer[] = report.layers.map(([name, kind, state]) => [name, kind, state, null]);
  const all = layers.length;
  for (;;) {
    yield {...report, layers, layers_left_out: all - layers.length};
    if (layers.length === 0) break;
    layers = layers.slice(0, Math.floor(layers.length / 2));
  }
  // A model with a thousand findings: the first of them say what is the matter.
  for (let kept = Math.min(report.findings.length, 20); kept > 0; kept = Math.floor(kept / 2)) {
    yield {...report, layers: [], layers_left_out: all, findings: report.findings.slice(0, kept), loaders: []};
  }
}
