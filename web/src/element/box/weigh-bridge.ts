// <weigh-bridge>: drop a Keras file, see whether it is loaded or empty, and why. It touches nothing outside itself and sends nothing.
//
// Attributes: theme (light | dark; else the host page's color-scheme), preload (when the engine is loaded: once the box is near the screen; `none`: with
// the first file; `auto` or nothing: at once), compact (a lower box), pages (the address of the folder with a page for each finding; their names then
// link there), keras (which Keras the reader has: "3.10", "tf.keras 2.15"; what to do, fixes and loaders are told for it first). What a host page may
// rely on is in host-api.ts.
// Methods: weigh(files), take(dataTransfer), clear(). Files that are one thing (a sharded save, an unzipped .keras) are judged as one. Events: host-api.ts;
// and for the page itself weighbridge-idle (nothing is weighed or read any more) and, in weighbridge-report, bytesRead, heapBytes and milliseconds.

import {html, LitElement, nothing, type PropertyValues} from 'lit';

import type {GivenFile} from '../../engine/given.js';
import {spawnInspector, spawnReader, spawnWorker} from '../../engine/spawn.js';
import {details, detailStyles} from '../report/details.js';
import type {DropProblem, DropZone} from './drop-zone.js';
import {fileList, fileListStyles} from './file-list.js';
import {givenFrom} from './files-from.js';
import {FrameRoom} from './frame-room.js';
import {frameStyles} from './frame-styles.js';
import type {WeighBridgeElement} from '../host-api.js';
import {loaderStyles} from '../report/loaders.js';
import {myKerasChoice, myKerasStyles} from '../report/my-keras.js';
import {failure, pending, sorting} from './pending.js';
import {rehearse} from './rehearsal.js';
import type {GoDetail} from '../place-link.js';
import {parsePlace} from '../places.js';
import {printStyles, unfolded} from './print.js';
import {scanStyles, valuesStrip} from '../report/scan-strip.js';
import {noteStyles, sharedNote} from '../share/note.js';
import {strings} from '../strings.js';
import {copyLink, copyMarkdown, saveAll, saveHtml, saveJson} from '../export/take-along.js';
import {base, chips, drawing, tokens} from '../theme.js';
import {verdictCard, verdictStyles} from '../report/verdict.js';
import {WeighingStore} from '../weighings/store.js';
import type {Weighing} from '../weighings/weighing.js';

/** Half a screen, more or less: enough for the engine to be there when the reader is. */
const nearness = '400px';

export class WeighBridge extends LitElement implements WeighBridgeElement {
  static override properties = {
    theme: {reflect: true},
    preload: {},
    compact: {type: Boolean, reflect: true},
    pages: {},
    reports: {},
    keras: {reflect: true},
    announcement: {state: true},
    took: {state: true},
    onlyBad: {state: true},
  };
  static override styles = [tokens, base, chips, drawing, frameStyles, fileListStyles, verdictStyles, myKerasStyles, detailStyles, loaderStyles, scanStyles, noteStyles, printStyles];

  declare theme: string | null;
  declare preload: string | null;
  declare compact: boolean;
  declare pages: string | null;
  /** The address of the page that opens links to reports; without it none are made. */
  declare reports: string | null;
  declare keras: string | null;
  declare announcement: string;
  /** What came of copying or saving. */
  declare took: string;
  /** Whether the list of several shows the bad ones alone. */
  declare onlyBad: boolean;

  readonly #nearness = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({isIntersecting}) => isIntersecting)) return;
      this.#nearness.disconnect();
      this.#store.startEngine();
    },
    {rootMargin: nearness},
  );
  readonly #room = new FrameRoom(this);
  readonly #store = new WeighingStore({
    spawn: spawnWorker,
    spawnInspector,
    spawnReader,
    changed: () => this.requestUpdate(),
    announce: (text, id) => this.#announce(text, id),
    tell: (name, detail) => this.#tell(name, detail),
    rehearse: (weighing) => rehearse(this.shadowRoot, () => this.#result(weighing)),
  });

  constructor() {
    super();
    this.theme = null;
    this.preload = null;
    this.compact = false;
    this.pages = null;
    this.reports = null;
    this.keras = null;
    this.announcement = '';
    this.took = '';
    this.onlyBad = false;
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

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('keras')) this.#store.keras = this.keras ?? '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme')) for (const table of this.renderRoot.querySelectorAll('weigh-bridge-layers')) table.recolour();
  }

  /** Whether a file is being weighed, has its values read, or waits for that. */
  get busy(): boolean {
    return this.#store.busy;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#beforePrint);
    addEventListener('afterprint', this.#afterPrint);
    if (this.preload === '' || this.preload === 'auto') this.#store.startEngine(true);
    else if (this.preload !== 'none') this.#nearness.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#beforePrint);
    removeEventListener('afterprint', this.#afterPrint);
    this.#nearness.disconnect();
    // A move within the document disconnects too; only an element that stays away gives its worker up.
    setTimeout(() => {
      if (!this.isConnected) this.#store.stopEngine();
    }, 50);
  }

  /** Weighs files one after the other, those that are one thing as one; the first is shown. */
  weigh(files: Iterable<File>): void {
    this.#store.weigh(givenFrom(files));
  }

  /** What was dropped or pasted somewhere on the host page. */
  async take(transfer: DataTransfer, pasted = false): Promise<void> {
    if (pasted && transfer.files.length === 0) {
      this.#store.notice = strings.drop.nothingPasted;
      return;
    }
    // In the event's own turn: afterwards the browser empties `transfer`.
    await this.#zone()?.take(transfer);
  }

  /** Shows the report that an address carries behind its #. False where it carries none; a broken one is said to be. */
  async showReport(hash: string): Promise<boolean> {
    const [{isLink, reportOf}, {asWeighing}] = await Promise.all([import('../share/link.js'), import('../share/as-weighing.js')]);
    if (!isLink(hash)) return false;
    const report = await reportOf(hash);
    if (report === null) this.#store.notice = strings.share.unreadable;
    else this.#store.show((id) => asWeighing(id, report));
    return report !== null;
  }

  clear(): void {
    this.#store.clear();
    this.onlyBad = false;
    void this.updateComplete.then(() => this.#zone()?.focus());
  }

  /** The place where a file is chosen; once one is weighed the focus moves on to its verdict. */
  override focus(options?: FocusOptions): void {
    this.#zone()?.focus(options);
  }

  protected override render() {
    const store = this.#store;
    const {shown, weighings, sorted} = store;
    // The words are English wherever the page is from, and read from left to right.
    return html`<div class="frame" lang="en" dir="ltr">
      <p class="hidden-text" role="status" aria-live="polite">${this.announcement}</p>
      <weigh-bridge-drop
        part="drop"
        ?compact=${this.compact || weighings.length > 0 || sorted > 0}
        @weighbridge-files=${(event: CustomEvent<{given: GivenFile[]}>) => store.weigh(event.detail.given)}
        @weighbridge-drop-problem=${this.#dropProblem}
      ></weigh-bridge-drop>
      <weigh-bridge-message part="message" .explain=${(text: string) => store.explain(text)} .keras=${store.keras} @weighbridge-choose-keras=${this.#chooseKeras} about=${shown?.head ? shown.name : ''}></weigh-bridge-message>
      <p class="notice" role="alert">${store.notice}</p>
      ${sorted > 0 ? sorting(sorted, store.engineReady, () => this.clear()) : nothing} ${weighings.length > 1 ? this.#list(weighings, shown) : nothing}
      ${shown === undefined ? nothing : this.#result(shown)}
    </div>`;
  }

  #list(weighings: readonly Weighing[], shown: Weighing | undefined) {
    return fileList({
      weighings,
      current: shown?.id ?? 0,
      onlyBad: this.onlyBad,
      select: (id) => this.#store.select(id),
      filter: (onlyBad) => (this.onlyBad = onlyBad),
      save: () => void saveAll(weighings),
      clear: () => this.clear(),
    });
  }

  #result(weighing: Weighing) {
    const store = this.#store;
    if (weighing.error !== null) return failure(weighing, weighing.error, () => store.retry(weighing));
    if (weighing.head === null) return pending(weighing, store.engineReady, () => store.cancel(weighing.id));
    const {head} = weighing;
    const {reports} = this;
    const strip = valuesStrip(weighing, () => store.cancel(weighing.id), () => store.scan(weighing));
    const take = {
      said: this.took,
      copyMarkdown: () => void copyMarkdown(weighing, store.markdown(weighing)).then((said) => this.#say(said)),
      saveJson: () => saveJson(weighing),
      saveHtml: () => void saveHtml(weighing),
      copyLink: reports === null ? null : (withoutNames: boolean) => void copyLink(weighing, reports, withoutNames).then((said) => this.#say(said)),
    };
    return html`<div class="result" part="result" @weighbridge-go=${this.#go}>
      ${sharedNote(weighing)} ${verdictCard(weighing.name, weighing.structure ?? head, head, strip, myKerasChoice({said: store.keras, lines: store.kerasLines, head, refused: weighing.kerasRefused, choose: (said) => this.#setKeras(said)}))} ${details(weighing, head, store.derived(weighing), take, this.pages, this.#room.now)}
    </div>`;
  }

  #chooseKeras(event: CustomEvent<{said: string}>): void {
    this.#setKeras(event.detail.said);
  }

  /** The host page may remember it (`weighbridge-keras`). */
  #setKeras(said: string): void {
    this.keras = said === '' ? null : said;
    this.#tell('weighbridge-keras', {keras: said});
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

  /** The live region hears of every file; the focus goes to the shown one's headline, unless the user is busy elsewhere on the page. */
  #announce(text: string, id: number | null): void {
    this.announcement = text;
    if (id === null || id !== this.#store.shown?.id) return;
    const focusedIn = () => this.shadowRoot?.activeElement ?? null; // none: it is not in the page yet
    const before = focusedIn();
    const focus = () => {
      const active = document.activeElement;
      if (active !== null && active !== document.body && active !== this) return;
      // A place that the address names, or the reader, may have taken the focus meanwhile.
      if (focusedIn() !== null && focusedIn() !== before) return;
      this.shadowRoot?.querySelector<HTMLElement>('#headline')?.focus({preventScroll: true});
    };
    // With the next frame: the focus needs the page laid out, which is as much work as drawing it was.
    void this.updateComplete.then(() => requestAnimationFrame(focus));
  }

  #dropProblem(event: CustomEvent<{problem: DropProblem}>): void {
    this.#store.notice = event.detail.problem === 'nothing-dropped' ? strings.drop.nothingDropped : strings.drop.unreadableFolder;
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
