// What stands below the verdict: findings, layers, optimizer, writer, and what was read.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {Optimizer, ReportHead, Writer} from '../../engine/report.js';
import type {Derived} from '../weighings/derived.js';
import {count, counted, share, size, sizeShort, spaced, writerName} from '../format.js';
import {loaderTables} from './loaders.js';
import type {Room} from '../table/geometry.js';
import {optimizerAsLayer} from '../table/optimizer-rows.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';
import {valuesPending, type Weighing} from '../weighings/weighing.js';

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
  .take .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    margin-top: 0.6rem;
  }
  .take .share {
    align-items: center;
  }
  .take .share label {
    display: inline-flex;
    gap: 0.45rem;
    align-items: center;
    min-height: 2.5rem;
  }
  .take .said {
    min-height: 1.5em;
    margin-top: 0.4rem;
    font-size: 0.9375rem;
  }
  .read > div {
    display: grid;
    grid-template-columns: minmax(9rem, 14rem) minmax(0, 1fr);
    gap: 0 1rem;
    padding: 0.3rem 0;
  }
  .read dt {
    color: var(--wb-muted);
  }
  @container (max-width: 34rem) {
    .read > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

function part(title: string, note: string, body: unknown): TemplateResult {
  return html`<section class="part">
    <h2>${spaced(title)}${note === '' ? nothing : html`<span>${note}</span>`}</h2>
    ${body}
  </section>`;
}

function optimizerTable(optimizer: Optimizer, id: number, files: readonly string[], room: Room | null): TemplateResult {
  if (optimizer.tensors.length === 0) return html`<p>${strings.optimizer.noTensors}</p>`;
  return html`<weigh-bridge-layers .layers=${optimizerAsLayer(optimizer)} .of=${id} .files=${files} .total=${1} .room=${room} label=${strings.optimizer.label}></weigh-bridge-layers>`;
}

export function judgedFiles(files: NonNullable<ReportHead['files']>): TemplateResult {
  return html`<ul class="judged-files">
    ${files.map(({name, size_bytes}) => html`<li><code>${spaced(name)}</code><span class="muted">${size(size_bytes)}</span></li>`)}
  </ul>`;
}

export function writerPart(writer: Writer): TemplateResult {
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

export interface Takeaways {
  copyMarkdown(): void;
  saveJson(): void;
  saveHtml(): void;
  /** Null where no page is known that opens such links. */
  readonly copyLink: ((withoutNames: boolean) => void) | null;
  /** What came of it, for a moment. */
  readonly said: string;
}

/** What was read of the file, and that nothing went anywhere. */
function readPart({bytesRead, scan}: Weighing, head: ReportHead): TemplateResult {
  const words = strings.read;
  const all = head.file.size_bytes;
  const bytes = all < 100_000 ? size : sizeShort;
  return html`<dl class="read">
    <div>
      <dt>${words.structure}</dt>
      <dd>${words.of(bytes(bytesRead), bytes(all), share(bytesRead, all))}</dd>
    </div>
    ${head.scan.tensors > 0
      ? html`<div>
          <dt>${words.values}</dt>
          <dd>${words.valuesOf(bytes(head.scan.bytes), counted(head.scan.tensors, 'tensor'))}${scan.state === 'failed' ? words.notAll : ''}</dd>
        </div>`
      : nothing}
    ${head.inspection === undefined
      ? nothing
      : html`<div>
          <dt>${words.hdf5}</dt>
          <dd>${words.hdf5Says[head.inspection.answer](head.inspection.library)}</dd>
        </div>`}
    <div>
      <dt>${words.sent}</dt>
      <dd>${words.nothingSent}</dd>
    </div>
  </dl>`;
}

/** Only where an address is known that takes such reports. */
function wrongVerdict(link: string): TemplateResult | typeof nothing {
  if (link === '') return nothing;
  return html`<p class="wrong"><a href=${link} target="_blank" rel="noopener noreferrer">${strings.wrong.link}</a></p>
    <p class="muted">${strings.wrong.note(new URL(link).host)}</p>`;
}

function shareLink(copyLink: (withoutNames: boolean) => void, complete: boolean): TemplateResult {
  const words = strings.share;
  const copy = ({target}: Event) => {
    const box = (target as HTMLElement).closest('.share')?.querySelector('input');
    copyLink(box?.checked ?? true);
  };
  return html`<p class="ways share">
      <button class="button" type="button" ?disabled=${!complete} @click=${copy}>${words.copy}</button>
      <label><input type="checkbox" /> ${words.withoutNames}</label>
    </p>
    <p class="muted">${words.note}</p>`;
}

function closing(weighing: Weighing, head: ReportHead, take: Takeaways): TemplateResult | typeof nothing {
  if (weighing.shared !== null) return nothing; // there is no file that was read, and the link is there already
  const words = strings.take;
  const complete = weighing.json !== null && weighing.layers.length === weighing.layerCount;
  const button = (text: string, act: () => void) => html`<button class="button" type="button" ?disabled=${!complete} @click=${act}>${text}</button>`;
  return html`<section class="part take">
      <h2>${words.title}</h2>
      <p class="muted">${words.note}</p>
      <p class="ways">${button(words.markdown, take.copyMarkdown)} ${button(words.json, take.saveJson)} ${button(words.html, take.saveHtml)}</p>
      ${take.copyLink === null ? nothing : shareLink(take.copyLink, complete)}
      <p class="said" role="status">${take.said}</p>
      ${wrongVerdict(weighing.wrongVerdictLink)}
    </section>
    ${part(strings.read.title, '', readPart(weighing, head))}`;
}

export function details(weighing: Weighing, head: ReportHead, derived: Derived, take: Takeaways, pages: string | null = null, room: Room | null = null): TemplateResult {
  const listed = head.layout !== null && head.layout !== 'hdf5-other';
  const {optimizer} = head;
  const {fileNames: files, mentions, leading} = derived;
  const known = head.writer.package !== 'unknown' || head.writer.evidence.length > 0;
  return html`${part(strings.findings.title, head.findings.length > 0 ? count(head.findings.length) : '', html`<weigh-bridge-findings
        .head=${head}
        .of=${weighing.id}
        .pages=${pages}
        .leading=${leading?.id ?? null}
        .layers=${weighing.layers}
        .mentions=${mentions}
        .valuesPending=${valuesPending(weighing)}
      ></weigh-bridge-findings>`)}
    ${head.files === undefined ? nothing : part(strings.files.together, count(head.files.length), judgedFiles(head.files))}
    ${listed || weighing.layerCount > 0
      ? part(
          strings.table.title,
          weighing.layerCount > 0 ? count(weighing.layerCount) : '',
          html`<weigh-bridge-layers .layers=${weighing.layers} .of=${weighing.id} .files=${files} .mentions=${mentions} .total=${weighing.layerCount} .room=${room} label=${strings.table.label}></weigh-bridge-layers>`,
        )
      : nothing}
    ${optimizer === null
      ? nothing
      : part(
          strings.optimizer.title,
          optimizer.iterations === null ? '' : strings.optimizer.iterations(count(optimizer.iterations)),
          optimizerTable(optimizer, weighing.id, files, room),
        )}
    ${head.loaders.length > 0 ? part(strings.loaders.title, strings.loaders.note, loaderTables(head.loaders)) : nothing}
    ${known ? part(strings.writer.title, '', writerPart(head.writer)) : nothing} ${closing(weighing, head, take)}`;
}
