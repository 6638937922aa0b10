// What stands below the verdict: findings, layers, optimizer, writer, and what was read.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {Layer, Optimizer, ReportHead, Writer} from '../engine/report.js';
import {count, counted, share, size, sizeShort, spaced, writerName} from './format.js';
import {loaderTables} from './loaders.js';
import {prose} from './prose.js';
import {strings} from './strings.js';
import type {Weighing} from './weighing.js';

export const detailStyles = css`
  .part {
    margin-top: 2.25rem;
  }
  .part > h2 {
    margin-bottom: 0.75rem;
    font: 600 1.3rem/1.3 var(--wb-serif);
  }
  .part > h2 span {
    font: 400 0.9375rem var(--wb-sans);
    color: var(--wb-muted);
  }
  .part li {
    padding: 0.15rem 0;
  }
  .judged-files {
    max-height: 14rem;
    overflow: auto;
    font-size: 0.9375rem;
  }
  .judged-files span {
    white-space: nowrap;
  }
  .evidence-of-writer {
    margin-top: 0.4rem;
    font-size: 0.9375rem;
    color: var(--wb-muted);
  }
  .closing {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
    align-items: center;
    justify-content: space-between;
    margin-top: 2.25rem;
    padding-top: 1rem;
    border-top: 1px solid var(--wb-line);
    font-size: 0.9375rem;
  }
`;

function part(title: string, note: string, body: unknown): TemplateResult {
  return html`<section class="part">
    <h2>${spaced(title)}${note === '' ? nothing : html`<span>${note}</span>`}</h2>
    ${body}
  </section>`;
}

/** The optimizer's tensors in the layers' own table: it too may have thousands. */
function optimizerAsLayer(optimizer: Optimizer): Layer {
  const name = optimizer.name === null || optimizer.name === '' ? strings.optimizer.unnamed : optimizer.name;
  return {path: optimizer.path, name, class: strings.optimizer.title, class_known_from: null, state: 'filled', tensors: optimizer.tensors};
}

const optimizerRows = new WeakMap<Optimizer, readonly Layer[]>();

function optimizerTable(optimizer: Optimizer, id: number, files: readonly string[]): TemplateResult {
  if (optimizer.tensors.length === 0) return html`<p>${strings.optimizer.noTensors}</p>`;
  let rows = optimizerRows.get(optimizer);
  if (rows === undefined) optimizerRows.set(optimizer, (rows = [optimizerAsLayer(optimizer)]));
  return html`<weigh-bridge-layers .layers=${rows} .of=${id} .files=${files} .total=${1} label=${strings.optimizer.label}></weigh-bridge-layers>`;
}

const kNames = new WeakMap<ReportHead, readonly string[]>();

/** The same list for the same report: else each of Lit's turns would draw the table anew. */
function fileNames(head: ReportHead): readonly string[] {
  let names = kNames.get(head);
  if (names === undefined) kNames.set(head, (names = head.files?.map(({name}) => name) ?? []));
  return names;
}

function filesPart(files: NonNullable<ReportHead['files']>): TemplateResult {
  return html`<ul class="judged-files">
    ${files.map(({name, size_bytes}) => html`<li><code>${name}</code> <span class="muted">${size(size_bytes)}</span></li>`)}
  </ul>`;
}

function writerPart(writer: Writer): TemplateResult {
  const backend = writer.backend === null || writer.backend === '' ? '' : `, ${strings.writer.backend(writer.backend)}`;
  return html`<p><strong>${writerName(writer) ?? strings.writer.unknown}</strong>${backend}</p>
    ${writer.evidence.length === 0
      ? nothing
      : html`<div class="evidence-of-writer">
          ${strings.writer.evidence}:
          <ul>
            ${writer.evidence.map((line) => html`<li>· ${prose(line)}</li>`)}
          </ul>
        </div>`}`;
}

function closing(weighing: Weighing, head: ReportHead, save: (weighing: Weighing) => void): TemplateResult {
  const {bytesRead, json} = weighing;
  const all = head.file.size_bytes;
  const bytes = all < 100_000 ? size : sizeShort;
  return html`<div class="closing">
    <p class="read">
      ${strings.footer.read(bytes(bytesRead), bytes(all), share(bytesRead, all))}
      ${head.scan.tensors > 0 ? strings.footer.values(bytes(head.scan.bytes), counted(head.scan.tensors, 'tensor')) : nothing}
      ${strings.footer.nothingSent}
    </p>
    ${json === null ? nothing : html`<button class="button" type="button" @click=${() => save(weighing)}>${strings.footer.save}</button>`}
  </div>`;
}

export function details(weighing: Weighing, head: ReportHead, save: (weighing: Weighing) => void, pages: string | null = null): TemplateResult {
  const listed = head.layout !== null && head.layout !== 'hdf5-other' && head.layout !== 'shard-index';
  const {optimizer} = head;
  const files = fileNames(head);
  const known = head.writer.package !== 'unknown' || head.writer.evidence.length > 0;
  return html`${part(strings.findings.title, head.findings.length > 0 ? count(head.findings.length) : '', html`<weigh-bridge-findings .head=${head} .pages=${pages}></weigh-bridge-findings>`)}
    ${head.files === undefined ? nothing : part(strings.files.together, count(head.files.length), filesPart(head.files))}
    ${listed || weighing.layerCount > 0
      ? part(
          strings.table.title,
          weighing.layerCount > 0 ? count(weighing.layerCount) : '',
          html`<weigh-bridge-layers .layers=${weighing.layers} .of=${weighing.id} .files=${files} .total=${weighing.layerCount} label=${strings.table.label}></weigh-bridge-layers>`,
        )
      : nothing}
    ${optimizer === null
      ? nothing
      : part(
          strings.optimizer.title,
          optimizer.iterations === null ? '' : strings.optimizer.iterations(count(optimizer.iterations)),
          optimizerTable(optimizer, weighing.id, files),
        )}
    ${head.loaders.length > 0 ? part(strings.loaders.title, strings.loaders.note, loaderTables(head.loaders)) : nothing}
    ${known ? part(strings.writer.title, '', writerPart(head.writer)) : nothing} ${closing(weighing, head, save)}`;
}
