// <weigh-bridge-layers>: the layers and their tensors as a tree grid. Only the rows in sight are in the document, so that
// 10,000 layers scroll like ten; all rows are of one height, so that their place is a multiplication.

import {html, LitElement, nothing, type PropertyValues} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Layer, LayerState} from '../engine/report.js';
import {count} from './format.js';
import {place} from './place.js';
import {strings} from './strings.js';
import {layerCells, tensorCells} from './table-cells.js';
import {stepFor} from './table-keys.js';
import {kMostRows, rowsOf, type Choice, type Row} from './table-rows.js';
import {tableStyles} from './table-styles.js';
import {tableTools} from './table-tools.js';
import {base, chips} from './theme.js';
import {valuesCell} from './values.js';

/** Below this width a row is two lines high. All in rem: larger letters need higher rows. */
const kNarrow = 40;
const kRowHeight = 2.625;
const kNarrowRowHeight = 3.875;
const kMostVisible = 14;
const kSpare = 6;
/** A search field only where there is something to search. */
const kSearchFrom = 12;

export class LayerTable extends LitElement {
  static override properties = {
    layers: {attribute: false},
    of: {attribute: false},
    files: {attribute: false},
    total: {attribute: false},
    label: {},
    text: {state: true},
    onlyState: {state: true},
    open: {state: true},
    active: {state: true},
    top: {state: true},
    narrow: {state: true},
    rem: {state: true},
  };
  static override styles = [base, chips, tableStyles];

  declare layers: readonly Layer[];
  /** Whose layers they are: another file begins at the top, the same file's newer report does not. */
  declare of: unknown;
  /** The names of the files, where they are several. */
  declare files: readonly string[];
  /** How many there will be; more than `layers` while they arrive. */
  declare total: number;
  declare label: string;
  declare text: string;
  declare onlyState: LayerState | null;
  declare open: ReadonlySet<number>;
  declare active: string | null;
  declare top: number;
  declare narrow: boolean;
  declare rem: number;

  #rows: readonly Row[] = [];
  #shown = 0;
  #cut = false;
  #resize: ResizeObserver | null = null;

  constructor() {
    super();
    this.layers = [];
    this.of = null;
    this.files = [];
    this.total = 0;
    this.label = strings.table.label;
    this.#reset();
    this.narrow = false;
    this.rem = 16;
  }

  #reset(): void {
    this.text = '';
    this.onlyState = null;
    this.open = new Set();
    this.active = null;
    this.top = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize = new ResizeObserver(([entry]) => {
      this.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      if (entry !== undefined) this.narrow = entry.contentRect.width < kNarrow * this.rem;
    });
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize?.disconnect();
  }

  get #choice(): Choice {
    return {text: this.text, state: this.onlyState};
  }

  get #height(): number {
    return (this.narrow ? kNarrowRowHeight : kRowHeight) * this.rem;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('of')) this.#reset();
    if (changed.has('layers') || changed.has('text') || changed.has('onlyState') || changed.has('open')) {
      const {rows, shown, cut} = rowsOf(this.layers, this.open, this.#choice);
      this.#rows = rows;
      this.#shown = shown;
      this.#cut = cut;
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const scroller = this.renderRoot.querySelector<HTMLElement>('.scroller');
    const inner = this.renderRoot.querySelector<HTMLElement>('.rows');
    if (scroller === null || inner === null) return;
    scroller.style.maxHeight = `${kMostVisible * this.#height}px`;
    inner.style.height = `${this.#rows.length * this.#height}px`;
    inner.style.setProperty('--row', `${this.#height}px`);
    // A shorter list moves the scroll position; asking for it costs a layout, so not while layers are only added.
    const mayBeShorter = changed.has('text') || changed.has('onlyState') || changed.has('open') || changed.has('narrow') || changed.has('rem');
    if (mayBeShorter && scroller.scrollTop !== this.top) this.top = scroller.scrollTop;
  }

  protected override render() {
    const words = strings.table;
    if (this.layers.length === 0) return html`<p class="muted">${words.none}</p>`;
    return html`${this.layers.length < kSearchFrom ? nothing : tableTools(this.layers, this.#choice, this.#shown, (choice) => this.#choose(choice))}
      <div
        role="treegrid"
        aria-label=${this.label}
        aria-rowcount=${this.#rows.length + 1}
        aria-colcount="6"
        class=${this.narrow ? 'narrow' : ''}
        @keydown=${this.#keys}
      >
        <div role="row" class="head" aria-rowindex="1">
          ${Object.entries(words.columns).map(([key, title]) => html`<span role="columnheader" class=${key}>${title}</span>`)}
        </div>
        <div class="scroller" role="rowgroup" @scroll=${this.#scrolled}>
          <div class="rows" role="presentation">${this.#visible()}</div>
        </div>
      </div>
      ${this.#rows.length === 0 ? html`<p class="muted">${words.noMatch}</p>` : nothing}
      ${this.#cut ? html`<p class="muted">${words.cut(count(kMostRows))}</p>` : nothing}
      ${this.layers.length < this.total ? html`<p class="muted">${words.arriving(count(this.layers.length), count(this.total))}</p>` : nothing}`;
  }

  #visible() {
    const height = this.#height;
    const first = Math.max(0, Math.floor(this.top / height) - kSpare);
    const last = Math.min(this.#rows.length, first + kMostVisible + 2 * kSpare);
    const indices = Array.from({length: Math.max(0, last - first)}, (_, offset) => first + offset);
    const active = this.#activeIndex();
    // The row with the focus stays in the document when it is scrolled out of sight: else the focus would fall off the page.
    if (active < first) indices.unshift(active);
    else if (active >= last && active < this.#rows.length) indices.push(active);
    return repeat(
      indices,
      (index) => this.#rows[index]?.key ?? index,
      (index) => this.#row(index, index === active),
    );
  }

  #activeIndex(): number {
    if (this.active === null || this.#rows.length === 0) return 0;
    const found = this.#rows.findIndex((row) => row.key === this.active);
    return found < 0 ? 0 : found;
  }

  #row(index: number, active: boolean) {
    const row = this.#rows[index];
    const layer = row === undefined ? undefined : this.layers[row.layer];
    if (row === undefined || layer === undefined) return nothing;
    const at = place(index * this.#height);
    const tabindex = active ? 0 : -1;
    if (row.kind === 'layer') {
      const open = this.open.has(row.layer);
      const expandable = layer.tensors.length > 0;
      return html`<div
        role="row"
        class="layer ${expandable ? 'expandable' : ''}"
        aria-level="1"
        aria-expanded=${expandable ? String(open) : nothing}
        aria-rowindex=${index + 2}
        tabindex=${tabindex}
        @click=${() => this.#toggle(index)}
        @focus=${() => (this.active = row.key)}
        ${at}
      >
        ${layerCells(layer)}
      </div>`;
    }
    const tensor = layer.tensors[row.tensor];
    if (tensor === undefined) return nothing;
    return html`<div
      role="row"
      class=${row.kind === 'values' ? 'tensor of-values' : 'tensor'}
      aria-level="2"
      aria-rowindex=${index + 2}
      tabindex=${tabindex}
      @click=${() => this.#focus(index)}
      @focus=${() => (this.active = row.key)}
      ${at}
    >
      ${row.kind === 'tensor' ? tensorCells(layer, tensor, this.files) : tensor.stats === null ? nothing : valuesCell(tensor.stats)}
    </div>`;
  }

  #choose({text, state}: Choice): void {
    this.text = text;
    this.onlyState = state;
    this.active = null;
    const scroller = this.renderRoot.querySelector('.scroller');
    if (scroller !== null) scroller.scrollTop = 0;
    this.top = 0;
  }

  #scrolled(event: Event): void {
    this.top = (event.target as HTMLElement).scrollTop;
  }

  #toggle(index: number, open?: boolean): void {
    const row = this.#rows[index];
    if (row === undefined) return;
    this.active = row.key;
    if (row.kind !== 'layer' || (this.layers[row.layer]?.tensors.length ?? 0) === 0) return;
    const next = new Set(this.open);
    if (open ?? !next.has(row.layer)) next.add(row.layer);
    else next.delete(row.layer);
    this.open = next;
  }

  #keys(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = this.#activeIndex();
    const step = stepFor(event.key, this.#rows, index, this.open, kMostVisible - 1);
    if (step === null) return;
    event.preventDefault();
    if (step.kind === 'move') void this.#focus(step.to);
    else this.#toggle(index, step.open);
  }

  async #focus(index: number): Promise<void> {
    const scroller = this.renderRoot.querySelector<HTMLElement>('.scroller');
    const row = this.#rows[index];
    if (scroller === null || row === undefined) return;
    const top = index * this.#height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + this.#height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + this.#height - scroller.clientHeight;
    this.top = scroller.scrollTop;
    this.active = row.key;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`)?.focus({preventScroll: true});
  }
}
