// <weigh-bridge>: drop a Keras file, see whether it is loaded or empty, and why. It touches nothing outside itself and sends nothing.
//
// Attributes: theme (light | dark; else the host page's color-scheme), preload (when the engine is loaded: once the box is near the screen;
// `none`: with the first file; `auto` or nothing: at once), compact (a lower box), pages (the address
// of the folder with a page for each finding; their names then link there). What a host page may rely on is in host-api.ts.
// Methods: weigh(files), take(dataTransfer), clear(). Files that are one thing (a sharded save, an unzipped .keras) are judged as one.
// Events: host-api.ts; and for the page itself weighbridge-idle (nothing is being weighed or read any more) and, in weighbridge-report,
// bytesRead, heapBytes and milliseconds.

import {html, LitElement, nothing, type PropertyValues} from 'lit';

import {EngineClient} from '../engine/client.js';
import type {FileGroup, GivenFile} from '../engine/given.js';
import {spawnWorker} from '../engine/spawn.js';
import type {WeighBridgeElement} from './host-api.js';
import {details, detailStyles} from './details.js';
import type {DropProblem, DropZone} from './drop-zone.js';
import {fileList, fileListStyles} from './file-list.js';
import {givenFrom, kMostFiles} from './files-from.js';
import {frameStyles} from './frame-styles.js';
import {likelyFirst} from './group-order.js';
import {loaderStyles} from './loaders.js';
import {failure, pending, sorting} from './pending.js';
import type {GoDetail} from './place-link.js';
import {parsePlace} from './places.js';
import {printStyles, unfolded} from './print.js';
import {scanStyles, valuesStrip} from './scan-strip.js';
import {strings} from './strings.js';
import {copyMarkdown, saveHtml, saveJson} from './take-along.js';
import {base, chips, drawing, tokens} from './theme.js';
import {verdictCard, verdictStyles} from './verdict.js';
import {Weigher} from './weigher.js';
import {anew, newWeighing, type Weighing} from './weighing.js';

/** The list beside the result is for people: more would not be read. */
const kMostListed = 200;

/** Half a screen, more or less: enough for the engine to be there when the reader is. */
const kNear = '400px';

export class WeighBridge extends LitElement implements WeighBridgeElement {
  static override properties = {
    theme: {reflect: true},
    preload: {},
    compact: {type: Boolean, reflect: true},
    pages: {},
    weighings: {state: true},
    sorted: {state: true},
    selected: {state: true},
    notice: {state: true},
    engineReady: {state: true},
    announcement: {state: true},
    took: {state: true},
  };
  static override styles = [tokens, base, chips, drawing, frameStyles, fileListStyles, verdictStyles, detailStyles, loaderStyles, scanStyles, printStyles];

  declare theme: string | null;
  declare preload: string | null;
  declare compact: boolean;
  declare pages: string | null;
  declare weighings: readonly Weighing[];
  /** How many files are being sorted into what is one thing. */
  declare sorted: number;
  declare selected: number;
  declare notice: string;
  declare engineReady: boolean;
  declare announcement: string;
  /** What came of copying or saving. */
  declare took: string;

  #nextId = 1;
  readonly #nearness = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({isIntersecting}) => isIntersecting)) return;
      this.#nearness.disconnect();
      this.#client.start();
    },
    {rootMargin: kNear},
  );
  #sorting = new AbortController();
  readonly #client = new EngineClient({
    spawn: spawnWorker,
    onReady: (version) => {
      this.engineReady = true;
      this.#tell('weighbridge-ready', {version});
    },
  });
  readonly #weigher = new Weigher(this.#client, {
    find: (id) => this.weighings.find((weighing) => weighing.id === id),
    isShown: (id) => id === this.selected,
    change: (id, step) => this.#change(id, step),
    say: (text) => (this.announcement = text),
    announce: (id, text) => this.#announce(id, text),
    tell: (name, detail) => this.#tell(name, detail),
    lost: () => (this.engineReady = false),
    rest: () => {
      if (!this.busy) this.#tell('weighbridge-idle', {}); // others may still be being sorted
    },
  });

  constructor() {
    super();
    this.theme = null;
    this.preload = null;
    this.compact = false;
    this.pages = null;
    this.weighings = [];
    this.sorted = 0;
    this.selected = 0;
    this.notice = '';
    this.engineReady = false;
    this.announcement = '';
    this.took = '';
    this.addEventListener('paste', (event) => {
      if (event.defaultPrevented || event.clipboardData === null || isField(event.composedPath()[0])) return;
      event.preventDefault();
      void this.take(event.clipboardData, true);
    });
  }

  /** Paper cannot be opened: so all is. */
  readonly #beforePrint = () => {
    this.#afterPrint();
    this.#fold = unfolded(this.renderRoot);
  };
  readonly #afterPrint = () => {
    this.#fold();
    this.#fold = () => {};
  };
  #fold: () => void = () => {};

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme')) for (const table of this.renderRoot.querySelectorAll('weigh-bridge-layers')) table.recolour();
  }

  /** Whether a file is being weighed, has its values read, or waits for that. */
  get busy(): boolean {
    return this.sorted > 0 || this.#weigher.busy;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#beforePrint);
    addEventListener('afterprint', this.#afterPrint);
    if (this.preload === '' || this.preload === 'auto') this.#client.start();
    else if (this.preload !== 'none') this.#nearness.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#beforePrint);
    removeEventListener('afterprint', this.#afterPrint);
    this.#nearness.disconnect();
    // A move within the document disconnects too; only an element that stays away gives its worker up.
    setTimeout(() => {
      if (this.isConnected) return;
      this.engineReady = false;
      this.#client.stop();
    }, 50);
  }

  /** Weighs files one after the other, those that are one thing as one; the first is shown. */
  weigh(files: Iterable<File>): void {
    this.#weigh(givenFrom(files));
  }

  #weigh(given: readonly GivenFile[]): void {
    const taken = given.slice(0, kMostFiles);
    this.notice = given.length > taken.length ? strings.drop.tooMany(kMostFiles) : '';
    const first = taken[0];
    if (first !== undefined && taken.length === 1) this.#begin([{kind: 'single', name: first.path, files: [0]}], taken);
    else if (first !== undefined) void this.#sort(taken);
  }

  async #sort(given: readonly GivenFile[]): Promise<void> {
    const {signal} = this.#sorting;
    this.sorted += given.length;
    let groups: readonly FileGroup[];
    try {
      groups = await this.#client.group(given, signal);
    } catch {
      // Each alone, then: whatever is wrong with the engine or with one of them will be said there.
      groups = given.map(({path}, place) => ({kind: 'single', name: path, files: [place]}));
    }
    if (signal.aborted) return;
    this.sorted -= given.length;
    this.#begin(likelyFirst(groups, given), given);
  }

  #begin(groups: readonly FileGroup[], given: readonly GivenFile[]): void {
    if (groups.length > kMostListed) this.notice = strings.drop.tooMany(kMostListed);
    const added = groups.slice(0, kMostListed).map((group) => newWeighing(this.#nextId++, group, given));
    const first = added[0];
    if (first === undefined) return;
    this.weighings = [...added, ...this.weighings];
    this.selected = first.id;
    this.#tell('weighbridge-start', {names: added.map(({name}) => name)});
    for (const weighing of added) void this.#weigher.run(weighing);
  }

  /** What was dropped or pasted somewhere on the host page. */
  async take(transfer: DataTransfer, pasted = false): Promise<void> {
    if (pasted && transfer.files.length === 0) {
      this.notice = strings.drop.nothingPasted;
      return;
    }
    // In the event's own turn: afterwards the browser empties `transfer`.
    await this.#zone()?.take(transfer);
  }

  clear(): void {
    this.#weigher.cancelAll();
    this.#sorting.abort();
    this.#sorting = new AbortController();
    this.sorted = 0;
    this.weighings = [];
    this.selected = 0;
    this.notice = '';
    void this.updateComplete.then(() => this.#zone()?.focus());
  }

  /** The place where a file is chosen; once one is weighed the focus moves on to its verdict. */
  override focus(options?: FocusOptions): void {
    this.#zone()?.focus(options);
  }

  protected override render() {
    const shown = this.weighings.find((weighing) => weighing.id === this.selected);
    return html`<div class="frame">
      <p class="hidden-text" role="status" aria-live="polite">${this.announcement}</p>
      <weigh-bridge-drop
        part="drop"
        ?compact=${this.compact || this.weighings.length > 0 || this.sorted > 0}
        @weighbridge-files=${(event: CustomEvent<{given: GivenFile[]}>) => this.#weigh(event.detail.given)}
        @weighbridge-drop-problem=${this.#dropProblem}
      ></weigh-bridge-drop>
      <weigh-bridge-message
        part="message"
        .explain=${(text: string) => this.#client.explain(text, shown?.head ? {key: shown.id, given: shown.files} : null)}
        about=${shown?.head ? shown.name : ''}
      ></weigh-bridge-message>
      <p class="notice" role="alert">${this.notice}</p>
      ${this.sorted > 0 ? sorting(this.sorted, this.engineReady, () => this.clear()) : nothing}
      ${this.weighings.length > 1
        ? fileList(this.weighings, this.selected, (id) => (this.selected = id), () => this.clear())
        : nothing}
      ${shown === undefined ? nothing : this.#result(shown)}
    </div>`;
  }

  #result(weighing: Weighing) {
    if (weighing.error !== null) return failure(weighing, weighing.error, () => this.#retry(weighing));
    if (weighing.head === null) return pending(weighing, this.engineReady, () => this.#weigher.cancel(weighing.id));
    const {head} = weighing;
    const strip = valuesStrip(weighing, () => this.#weigher.cancel(weighing.id), () => void this.#weigher.scan(weighing));
    const take = {
      said: this.took,
      copyMarkdown: () => void copyMarkdown(weighing).then((said) => this.#say(said)),
      saveJson: () => saveJson(weighing),
      saveHtml: () => void saveHtml(weighing),
    };
    return html`<div class="result" part="result" @weighbridge-go=${this.#go}>
      ${verdictCard(weighing.name, weighing.structure ?? head, head, strip)} ${details(weighing, head, take, this.pages)}
    </div>`;
  }

  #say(said: string): void {
    this.took = said;
    setTimeout(() => (this.took = ''), 4000);
  }

  /** A link within the report was followed. The host page may make an address of it (`weighbridge-place`). */
  #go(event: CustomEvent<GoDetail>): void {
    const {place} = event.detail;
    this.#tell('weighbridge-place', {place});
    void this.reveal(place);
  }

  /** Shows a place of the present report: `layer=PATH`, percent-encoded, or `finding=ID`. False if it is not there, or not there yet. */
  async reveal(place: string): Promise<boolean> {
    const wanted = parsePlace(place);
    if (wanted === null) return false;
    await this.updateComplete;
    if (wanted.kind === 'finding') return (await this.renderRoot.querySelector('weigh-bridge-findings')?.reveal(wanted.id, wanted.nth)) ?? false;
    for (const table of this.renderRoot.querySelectorAll('weigh-bridge-layers')) {
      if (!(await table.reveal(wanted.path))) continue;
      return true;
    }
    return false;
  }

  #retry(weighing: Weighing): void {
    const again = anew(weighing);
    this.weighings = this.weighings.map((other) => (other.id === weighing.id ? again : other));
    void this.#weigher.run(again);
  }

  #change(id: number, step: Partial<Weighing>): void {
    this.weighings = this.weighings.map((weighing) => (weighing.id === id ? {...weighing, ...step} : weighing));
  }

  /** The live region hears of every file; the focus goes to the shown one's headline, unless the user is busy elsewhere on the page. */
  #announce(id: number, text: string): void {
    this.announcement = text;
    if (id !== this.selected) return;
    void this.updateComplete.then(() => {
      const active = document.activeElement;
      if (active !== null && active !== document.body && active !== this) return;
      this.renderRoot.querySelector<HTMLElement>('#headline')?.focus({preventScroll: true});
    });
  }

  #dropProblem(event: CustomEvent<{problem: DropProblem}>): void {
    this.notice = event.detail.problem === 'nothing-dropped' ? strings.drop.nothingDropped : strings.drop.unreadableFolder;
  }

  #zone(): DropZone | null {
    return this.renderRoot.querySelector('weigh-bridge-drop');
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true, composed: true}));
  }
}

function isField(target: EventTarget | undefined): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
