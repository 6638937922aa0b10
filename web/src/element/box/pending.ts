// Between the drop and the verdict: the file is being weighed, or could not be.

import {html, nothing, type TemplateResult} from 'lit';

import type {EngineErrorData} from '../../engine/errors.js';
import {sizeShort} from '../format.js';
import {truck} from '../icons.js';
import {strings} from '../strings.js';
import type {Weighing} from '../weighings/weighing.js';

export function pending(weighing: Weighing, engineReady: boolean, cancel: () => void): TemplateResult {
  const words = strings.weighing;
  const doing = weighing.started ? (weighing.bytesRead > 0 ? words.read(sizeShort(weighing.bytesRead)) : words.reading) : engineReady ? words.waiting : words.loading;
  return html`<section class="pending" part="pending" aria-busy="true">
    ${truck(null)}
    <div>
      <h2>${words.title(weighing.name)}</h2>
      <p class="muted">${doing}</p>
      <button class="button" type="button" @click=${cancel}>${words.cancel}</button>
    </div>
  </section>`;
}

/** Before that, of several files: which of them are one thing? */
export function sorting(files: number, engineReady: boolean, cancel: () => void): TemplateResult {
  const words = strings.weighing;
  return html`<section class="pending" part="pending" aria-busy="true">
    ${truck(null)}
    <div>
      <h2>${words.sorting(files)}</h2>
      <p class="muted">${engineReady ? words.sortingWhy : words.loading}</p>
      <button class="button" type="button" @click=${cancel}>${words.cancel}</button>
    </div>
  </section>`;
}

export function failure(weighing: Weighing, error: EngineErrorData, retry: () => void): TemplateResult {
  const words = strings.failure;
  return html`<section class="failure damaged" part="failure">
    <p class="name-line"><span class="file">${weighing.name}</span></p>
    <h2 id="headline" class="headline" tabindex="-1">${words.titles[error.kind]}</h2>
    <p class="because">${words.texts[error.kind]}</p>
    ${error.detail === ''
      ? nothing
      : html`<details>
          <summary>${words.detail}</summary>
          <pre>${error.detail}</pre>
        </details>`}
    <button class="button" type="button" @click=${retry}>${words.retry}</button>
  </section>`;
}
