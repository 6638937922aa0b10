// <weigh-bridge-layers>: the layers and their tensors as a tree grid. Only the rows in sight are in the document, so that
// 10,000 layers scroll like ten; all rows but the opened tensors are of one height, so that their place is a multiplication.

import {html, LitElement, nothing, type PropertyValues} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Layer, LayerState} from '../../engine/report.js';
import {count} from '../format.js';
import {strings} from '../strings.js';
import {base, chips} from '../theme.js';
import {valuesStyles} from '../values/summary.js';
import {noMentions, type Mentions} from '../weighings/mentions.js';
import {Fitting} from './fitting.js';
import {heightsOf, mostVisible, placesInDocument, type Room} from './geometry.js';
import {columnHeads} from './heads.js';
import {isRow, stepFor} from './keys.js';
import {narrowStyles} from './narrow-styles.js';
import {Offsets} from './offsets.js';
import {layerRow, tensorRow} from './row.js';
import {bytesOf, mostRows, rowsOf, type Choice, type Row} from './rows.js';
import {nextSort, orderOf, type Sort} from './sort.js';
import {tableStyles} from './styles.js';
import {tableTools} from './tools.js';

/** A search field only where there is something to search. */
const searchFrom = 12;

export class LayerTable extends LitElement {
  static override properties = {
    ...Object.fromEntries(['layers', 'of', 'files', 'total', 'mentions', 'room'].map((name) => [name, {attribute: false}])),
    label: {},
    ...Object.fromEntries(['text', 'onlyState', 'open', 'sort', 'unrolled', 'active', 'top', 'narrow', 'rem'].map((name) => [name, {state: true}])),
  };
  static override styles = [base, chips, valuesStyles, tableStyles, narrowStyles];

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
  /** What the table will have; without it it is measured, for which the browser lays out the page before all of it is there. */
  declare room: Room | null;

  #rows: readonly Row[] = [];
  #offsets = new Offsets(0, [], 1, 1);
  #order: readonly number[] | null = null;
  #most = 0;
  /** To be shown as soon as its layer has arrived. */
  #wanted: string | null = null;
  #shown = 0;
  #cut = false;
  readonly #fitting = new Fitting(this, (narrow, rem) => {
    this.narrow = narrow;
    this.rem = rem;
  });

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
    this.room = null;
  }

  #reset(): void {
    this.text = '';
    this.onlyState = null;
    this.open = new Set();
    this.sort = null;
    this.active = null;
    this.top = 0;
  }

  get #choice(): Choice {
    return {text: this.text, state: this.onlyState};
  }

  get #heights() {
    return heightsOf(this.narrow, this.rem);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('of')) this.#reset();
    if (this.layers.length > 0) this.#fitting.first(this.room);
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
      const {row, detail} = this.#heights;
      this.#offsets = new Offsets(this.#rows.length, high, row, detail);
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const scroller = this.renderRoot.querySelector<HTMLElement>('.scroller');
    const inner = this.renderRoot.querySelector<HTMLElement>('.rows');
    if (scroller === null || inner === null) return;
    const {row, detail} = this.#heights;
    scroller.style.maxHeight = this.unrolled ? 'none' : `${mostVisible * row}px`;
    inner.style.height = `${this.#offsets.total}px`;
    inner.style.setProperty('--row', `${row}px`);
    inner.style.setProperty('--detail', `${detail}px`);
    // A shorter list moves the scroll position; asking for it costs a layout, so not while layers are only added, or at the top.
    const mayBeShorter = this.top > 0 && (changed.has('text') || changed.has('onlyState') || changed.has('open') || changed.has('narrow') || changed.has('rem') || changed.has('sort'));
    if (mayBeShorter && scroller.scrollTop !== this.top) this.top = scroller.scrollTop;
    if (this.#wanted !== null && changed.has('layers')) void this.reveal(this.#wanted);
  }

  protected override render() {
    const words = strings.table;
    if (this.layers.length === 0) return html`<p class="muted">${words.none}</p>`;
    return html`${this.layers.length < searchFrom ? nothing : this.#tools()}
      <div
        role="treegrid"
        aria-label=${this.label}
        aria-rowcount=${this.#rows.length + 1}
        aria-colcount="6"
        class="${this.narrow ? 'narrow' : ''} ${this.unrolled ? 'unrolled' : ''}"
        @keydown=${this.#keys}
      >
        <div role="row" class="head" aria-rowindex="1">
          ${columnHeads(this.layers.length > 1, this.sort, (column) => this.#sortBy(nextSort(this.sort, column)))}
        </div>
        <div class="scroller" role="rowgroup" @scroll=${this.#scrolled}>
          <div class="rows" role="presentation">${this.#visible()}</div>
        </div>
      </div>
      ${this.#rows.length === 0 ? html`<p class="muted">${words.noMatch}</p>` : nothing}
      ${this.#cut ? html`<p class="muted">${words.cut(count(mostRows))}</p>` : nothing}
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

  #sortBy(sort: Sort | null): void {
    this.sort = sort;
    this.#toTop();
  }

  #visible() {
    const active = this.#activeIndex();
    return repeat(
      placesInDocument(this.#rows.length, this.#offsets.at(this.top), active, this.unrolled),
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
    const look = {index, active, top: this.#offsets.top(index), most: this.#most, files: this.files};
    const acts = {press: () => this.#pressed(index, row), focus: () => (this.active = row.key)};
    if (row.kind === 'layer') return layerRow(row, layer, {...look, mentions: this.mentions.ofLayer(row.layer)}, acts);
    const tensor = layer.tensors[row.tensor];
    return tensor === undefined ? nothing : tensorRow(row, layer, tensor, {...look, mentions: this.mentions.ofTensor(tensor.path)}, acts);
  }

  /** A press on a layer or a tensor, or on the line of its values, opens it; in what is open numbers can be selected. */
  #pressed(index: number, {kind}: Row): void {
    if (kind === 'layer' || kind === 'tensor') this.#toggle(index);
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
    const step = stepFor(event.key, this.#rows, index, mostVisible - 1);
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
