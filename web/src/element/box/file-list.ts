// The list beside several files: the worst first, one button each with its verdict in a chip; what came of all of them above it.

import {css, html, nothing, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {repeat} from 'lit/directives/repeat.js';

import {sizeShort} from '../format.js';
import {sign} from '../icons.js';
import {keepInSight} from './in-sight.js';
import {isBad, tally, worstFirst} from '../weighings/list-order.js';
import {strings} from '../strings.js';
import {sizeOf, type Weighing} from '../weighings/weighing.js';

export const fileListStyles = css`
  .files {
    border: 1px solid var(--wb-line);
    border-radius: 10px;
    background: var(--wb-card);
  }
  .files header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0.4rem 1rem;
    padding: 0.4rem 0.5rem 0.4rem 1rem;
    border-bottom: 1px solid var(--wb-line);
    font-size: 0.9375rem;
  }
  .files header p {
    flex: 1 1 14rem;
  }
  .files .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
  }
  .files .ways .button[aria-pressed='true'] {
    border-color: var(--wb-ink);
    background: var(--wb-ink);
    color: var(--wb-card);
  }
  .files > p {
    padding: 0.6rem 1rem;
  }
  .files ul {
    max-height: 17.5rem;
    overflow: auto;
    overflow-anchor: none; /* in-sight.ts: what scrolls it is the reader */
  }
  .files li + li {
    border-top: 1px solid var(--wb-line);
  }
  .files li button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 0.75rem;
    align-items: center;
    width: 100%;
    min-height: 2.75rem;
    padding: 0.3rem 1rem;
    border: 0;
    border-inline-start: 4px solid transparent;
    background: none;
    text-align: start;
  }
  .files li button:hover {
    background: color-mix(in srgb, var(--wb-ink) 4%, transparent);
  }
  .files li button:focus-visible {
    outline-offset: -3px;
  }
  .files li button[aria-current='true'] {
    border-color: var(--wb-stripe);
    background: color-mix(in srgb, var(--wb-stripe) 12%, transparent);
  }
  .files .file {
    overflow-wrap: anywhere;
  }
  .files .pieces {
    font-size: 0.875rem;
  }
  .files .size {
    font-size: 0.875rem;
    color: var(--wb-muted);
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 34rem) {
    .files li button {
      grid-template-columns: auto minmax(0, 1fr);
      gap: 0.2rem 0.75rem;
      padding-block: 0.5rem;
    }
    .files .file {
      grid-column: 1 / -1;
    }
    .files li .chip {
      grid-area: 2 / 1;
    }
  }
`;

function chip(weighing: Weighing): TemplateResult {
  const words = strings.files;
  if (weighing.head !== null) {
    const {state} = weighing.head.verdict;
    return html`<span class="chip ${state}">${sign(state)}${strings.verdict.states[state]}</span>`;
  }
  if (weighing.error !== null) return html`<span class="chip damaged">${sign('damaged')}${words.failed}</span>`;
  return html`<span class="chip">${weighing.started ? words.weighing : words.waiting}</span>`;
}

export interface FileList {
  readonly weighings: readonly Weighing[];
  readonly current: number;
  readonly onlyBad: boolean;
  select(id: number): void;
  filter(onlyBad: boolean): void;
  save(): void;
  clear(): void;
}

export function fileList(list: FileList): TemplateResult {
  const {weighings, current, onlyBad, select} = list;
  const listed = worstFirst(onlyBad ? weighings.filter(isBad) : weighings);
  return html`<nav class="files" aria-label=${strings.files.label} @keydown=${arrows}>
    ${header(list)}
    ${listed.length === 0 ? html`<p class="muted">${strings.files.noneBad}</p>` : nothing}
    <ul ${ref((rows) => keepInSight(rows, current))}>
      ${repeat(listed, ({id}) => id, (weighing) => row(weighing, weighing.id === current, select))}
    </ul>
  </nav>`;
}

function header({weighings, onlyBad, filter, save, clear}: FileList): TemplateResult {
  const words = strings.files;
  const bad = weighings.filter(isBad).length;
  const done = [...tally(weighings)].map(([outcome, count]) => `${count} ${words.tally[outcome]}`).join(', ');
  return html`<header>
    <p>${words.label} (${weighings.length})<span class="muted">: ${done}</span></p>
    <div class="ways">
      ${onlyBad || (bad > 0 && bad < weighings.length)
        ? html`<button class="button" type="button" aria-pressed=${onlyBad} @click=${() => filter(!onlyBad)}>${words.onlyBad(bad)}</button>`
        : nothing}
      <button class="button" type="button" title=${words.saveWhy} ?disabled=${!weighings.some(({json}) => json !== null)} @click=${save}>${words.save}</button>
      <button class="button" type="button" @click=${clear}>${words.clear}</button>
    </div>
  </header>`;
}

function row(weighing: Weighing, current: boolean, select: (id: number) => void): TemplateResult {
  const {id, name, folder, files} = weighing;
  return html`<li>
    <button type="button" aria-current=${current} @click=${() => select(id)}>
      <span class="file" dir="auto">
        ${folder === '' ? nothing : html`<span class="muted">${folder}</span>`}${name}
        ${files.length > 1 ? html`<span class="muted pieces">${strings.files.pieces(files.length)}</span>` : nothing}
      </span>
      <span class="size">${sizeShort(sizeOf(weighing))}</span>
      ${chip(weighing)}
    </button>
  </li>`;
}

/** Up and down move between the files; Tab still visits each. */
function arrows(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll<HTMLButtonElement>('li button')];
  const place = buttons.findIndex((button) => button.matches(':focus'));
  const target = buttons[place + (event.key === 'ArrowDown' ? 1 : -1)];
  if (place < 0 || target === undefined) return;
  event.preventDefault();
  target.focus();
}
