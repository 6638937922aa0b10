// <weigh-bridge-layers>: the layers and their tensors as a tree grid. Only the rows in sight are in the document, so that
// 10,000 layers scroll like ten; all rows but the opened tensors are of one height, so that their place is a multiplication.

import {html, LitElement, nothing, type PropertyValues} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Layer, LayerState, Tensor} from '../engine/report.js';
import {count} from './format.js';
import {noMentions, type Mentions} from './mentions.js';
import {setStyle} from './set-style.js';
import {strings} from './strings.js';
import {layerCells, tensorCells} from './table-cells.js';
import {stepFor} from './table-keys.js';
import {Offsets} from './table-offsets.js';
import {bytesOf, kMostRows, rowsOf, type Choice, type Row} from './table-rows.js';
import {nextSort, orderOf, type Column, type Sort} from './table-sort.js';
import {tableStyles} from './table-styles.js';
import {tableTools} from './table-tools.js';
import {base, chips} from './theme.js';
import {valuesCell, valuesStyles} from './values.js';

/** Below this width, that of all columns at their least, a row is two lines high. All in rem: larger letters need higher rows. */
const kNarrow = 48;
const kRowHeight = 2.625;
const kNarrowRowHeight = 3.875;
/** An opened tensor: its numbers beside its histogram, or above it. */
const kDetailHeight = 15.5;
const kNarrowDetailHeight = 28.5;
const kMostVisible = 14;
const kSpare = 6;
/** More pages than anyone wants to print; the rest is in the saved report. */
const kMostPrinted = 3000;
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
    sort: {state: true},
    mentions: {attribute: false},
    unrolled: {state: true},
    active: {state: true},
    top: {state: true},
    narrow: {state: true},
    rem: {state: true},
  };
  static override styles = [base, chips, valuesStyles, tableStyles];

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
  /** Keys of opened layers and tensors. */
  declare open: ReadonlySet<string>;
  declare sort: Sort | null;
  declare mentions: Mentions;
  /** For printing: every row is in the document. */
  declare unrolled: boolean;
  declare active: string | null;
  declare top: number;
  declare narrow: boolean;
  declare rem: number;

  #rows: readonly Row[] = [];
  #offsets = new Offsets(0, [], 1, 1);
  #order: readonly number[] | null = null;
  #most = 0;
  /** To be shown as soon as its layer has arrived. */
  #wanted: string | null = null;
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
    this.mentions = noMentions;
    this.unrolled = false;
    this.#reset();
    this.narrow = false;
    this.rem = 16;
  }

  #reset(): void {
    this.text = '';
    this.onlyState = null;
    this.open = new Set();
    this.sort = null;
    this.active = null;
    this.top = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#measure();
    // In a frame of its own: rows that change within the observer's turn change its element again, which WebKit reports as an error.
    this.#resize = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));
    this.#resize.observe(this);
  }

  #measure(): void {
    this.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const {width} = this.getBoundingClientRect();
    if (width > 0) this.narrow = width < kNarrow * this.rem;
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

  get #detailHeight(): number {
    return (this.narrow ? kNarrowDetailHeight : kDetailHeight) * this.rem;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('of')) this.#reset();
    if (changed.has('layers')) this.#most = this.layers.reduce((most, {tensors}) => Math.max(most, bytesOf(tensors)), 0);
    if (changed.has('layers') || changed.has('sort')) this.#order = orderOf(this.layers, this.sort);
    const listed = changed.has('layers') || changed.has('text') || changed.has('onlyState') || changed.has('open') || changed.has('sort');
    if (listed) {
      const {rows, shown, cut} = rowsOf(this.layers, this.open, this.#choice, this.#order);
      this.#rows = rows;
      this.#shown = shown;
      this.#cut = cut;
    }
    if (listed || changed.has('narrow') || changed.has('rem')) {
      const high = this.open.size === 0 ? [] : this.#rows.flatMap(({kind}, index) => (kind === 'detail' ? [index] : []));
      this.#offsets = new Offsets(this.#rows.length, high, this.#height, this.#detailHeight);
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const scroller = this.renderRoot.querySelector<HTMLElement>('.scroller');
    const inner = this.renderRoot.querySelector<HTMLElement>('.rows');
    if (scroller === null || inner === null) return;
    scroller.style.maxHeight = this.unrolled ? 'none' : `${kMostVisible * this.#height}px`;
    inner.style.height = `${this.#offsets.total}px`;
    inner.style.setProperty('--row', `${this.#height}px`);
    inner.style.setProperty('--detail', `${this.#detailHeight}px`);
    // A shorter list moves the scroll position; asking for it costs a layout, so not while layers are only added.
    const mayBeShorter = changed.has('text') || changed.has('onlyState') || changed.has('open') || changed.has('narrow') || changed.has('rem') || changed.has('sort');
    if (mayBeShorter && scroller.scrollTop !== this.top) this.top = scroller.scrollTop;
    if (this.#wanted !== null && changed.has('layers')) void this.reveal(this.#wanted);
  }

  protected override render() {
    const words = strings.table;
    if (this.layers.length === 0) return html`<p class="muted">${words.none}</p>`;
    return html`${this.layers.length < kSearchFrom ? nothing : this.#tools()}
      <div
        role="treegrid"
        aria-label=${this.label}
        aria-rowcount=${this.#rows.length + 1}
        aria-colcount="6"
        class="${this.narrow ? 'narrow' : ''} ${this.unrolled ? 'unrolled' : ''}"
        @keydown=${this.#keys}
      >
        <div role="row" class="head" aria-rowindex="1">
          ${(Object.entries(words.columns) as [Column, string][]).map(([column, title]) => this.#columnHead(column, title))}
        </div>
        <div class="scroller" role="rowgroup" @scroll=${this.#scrolled}>
          <div class="rows" role="presentation">${this.#visible()}</div>
        </div>
      </div>
      ${this.#rows.length === 0 ? html`<p class="muted">${words.noMatch}</p>` : nothing}
      ${this.#cut ? html`<p class="muted">${words.cut(count(kMostRows))}</p>` : nothing}
      ${this.layers.length < this.total ? html`<p class="muted">${words.arriving(count(this.layers.length), count(this.total))}</p>` : nothing}`;
  }

  #tools() {
    return tableTools({
      layers: this.layers,
      choice: this.#choice,
      shown: this.#shown,
      choose: (choice) => this.#choose(choice),
      order: this.narrow ? {sort: this.sort, sortBy: (column) => this.#sortBy(column === null ? null : nextSort(null, column))} : null,
    });
  }

  #columnHead(column: Column, title: string) {
    const sorted = this.sort?.by === column ? this.sort : null;
    return html`<span role="columnheader" class=${column} aria-sort=${sorted === null ? 'none' : sorted.down ? 'descending' : 'ascending'}>
      ${this.layers.length < 2
        ? title
        : html`<button type="button" class="sort" @click=${() => this.#sortBy(nextSort(this.sort, column))}>
            ${title}<span aria-hidden="true">${sorted === null ? '' : sorted.down ? ' ↓' : ' ↑'}</span>
          </button>`}
    </span>`;
  }

  #sortBy(sort: Sort | null): void {
    this.sort = sort;
    this.#toTop();
  }

  #visible() {
    const first = this.unrolled ? 0 : Math.max(0, this.#offsets.at(this.top) - kSpare);
    const last = this.unrolled ? Math.min(this.#rows.length, kMostPrinted) : Math.min(this.#rows.length, first + kMostVisible + 2 * kSpare);
    const indices = Array.from({length: Math.max(0, last - first)}, (_, offset) => first + offset);
    const active = this.#activeIndex();
    // The row with the focus stays in the document when it is scrolled out of sight: else the focus would fall off the page.
    if (this.unrolled) indices.length = last;
    else if (active < first) indices.unshift(active);
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
    const at = setStyle('transform', `translateY(${this.#offsets.top(index)}px)`);
    const tabindex = active ? 0 : -1;
    if (row.kind === 'layer') {
      const look = {mentions: this.mentions.ofLayer(row.layer), active, most: this.#most};
      return html`<div
        role="row"
        class="layer ${row.open === null ? '' : 'expandable'}"
        aria-level="1"
        aria-expanded=${row.open === null ? nothing : String(row.open)}
        aria-rowindex=${index + 2}
        tabindex=${tabindex}
        @click=${() => this.#toggle(index)}
        @focus=${() => (this.active = row.key)}
        ${at}
      >
        ${layerCells(layer, look)}
      </div>`;
    }
    const tensor = layer.tensors[row.tensor];
    if (tensor === undefined) return nothing;
    const look = {mentions: this.mentions.ofTensor(tensor.path), active, most: this.#most};
    return html`<div
      role="row"
      class="tensor ${row.kind === 'tensor' ? '' : `of-${row.kind}`} ${row.open === null && row.kind !== 'values' ? '' : 'expandable'}"
      aria-level=${row.kind === 'detail' ? 3 : 2}
      aria-expanded=${row.open === null ? nothing : String(row.open)}
      aria-rowindex=${index + 2}
      tabindex=${tabindex}
      @click=${() => this.#clicked(index, row)}
      @focus=${() => (this.active = row.key)}
      ${at}
    >
      ${row.kind === 'tensor' ? tensorCells(layer, tensor, this.files, look) : tensor.stats === null ? nothing : this.#values(row.kind, tensor)}
    </div>`;
  }

  #values(kind: 'values' | 'detail', {path, stats}: Tensor) {
    if (stats === null) return nothing;
    if (kind === 'values') return valuesCell(stats);
    return html`<div role="gridcell" class="detail"><weigh-bridge-values .stats=${stats} name=${path}></weigh-bridge-values></div>`;
  }

  /** A press on a tensor, or on the line of its values, opens it; in what is open numbers can be selected. */
  #clicked(index: number, {kind}: Row): void {
    if (kind === 'tensor') this.#toggle(index);
    else if (kind === 'values') this.#toggle(index - 1);
  }

  /** In the colours of the theme that holds now. */
  recolour(): void {
    for (const values of this.renderRoot.querySelectorAll('weigh-bridge-values')) values.redraw();
  }

  /** Shows a layer, by its path: opened, in sight, with the focus. True if it is there, or may be among those that still arrive. */
  async reveal(path: string): Promise<boolean> {
    const index = this.layers.findIndex((layer) => layer.path === path);
    if (index < 0) {
      this.#wanted = this.layers.length < this.total ? path : null;
      return this.#wanted !== null;
    }
    this.#wanted = null;
    this.text = '';
    this.onlyState = null;
    if ((this.layers[index]?.tensors.length ?? 0) > 0) this.open = new Set([...this.open, `${index}`]);
    await this.updateComplete;
    await this.#focus(this.#rows.findIndex(({key}) => key === `${index}`), 'center');
    return true;
  }

  #choose({text, state}: Choice): void {
    this.text = text;
    this.onlyState = state;
    this.#toTop();
  }

  #toTop(): void {
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
    if (row.open === null) return;
    const next = new Set(this.open);
    if (open ?? !row.open) next.add(row.key);
    else next.delete(row.key);
    this.open = next;
  }

  #keys(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !isRow(event.composedPath()[0])) return;
    const index = this.#activeIndex();
    const step = stepFor(event.key, this.#rows, index, kMostVisible - 1);
    if (step === null) return;
    event.preventDefault();
    if (step.kind === 'move') void this.#focus(step.to);
    else this.#toggle(index, step.open);
  }

  /** In the table, and on the page: a row that is reached by a link is put into the middle of the screen. */
  async #focus(index: number, block: ScrollLogicalPosition = 'nearest'): Promise<void> {
    const scroller = this.renderRoot.querySelector<HTMLElement>('.scroller');
    const row = this.#rows[index];
    if (scroller === null || row === undefined) return;
    const top = this.#offsets.top(index);
    const end = top + this.#offsets.height(index);
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (end > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = end - scroller.clientHeight;
    this.top = scroller.scrollTop;
    this.active = row.key;
    await this.updateComplete;
    const shown = this.renderRoot.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);
    shown?.focus({preventScroll: true});
    shown?.scrollIntoView({block});
  }
}

/** Keys on a button or a link in the table are theirs. */
function isRow(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.getAttribute('role') === 'row';
}
