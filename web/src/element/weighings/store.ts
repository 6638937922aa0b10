// The weighings: the list of them, the engine that makes them, and what is derived from them. The element only draws what is in here.

import {EngineClient, type EngineWorker} from '../../engine/client.js';
import type {FileGroup, GivenFile} from '../../engine/given.js';
import type {InspectorWorker} from '../../engine/inspector/inspector.js';
import type {KerasLine} from '../../engine/protocol.js';
import type {ReaderWorker} from '../../engine/reader/reader-link.js';
import type {Explanation} from '../../engine/report.js';
import {derive, type Derived} from './derived.js';
import {likelyFirst, meant} from './group-order.js';
import {joined, regrouped} from './joining.js';
import {mostFiles, mostListed} from './limits.js';
import {strings} from '../strings.js';
import {Weigher} from './weigher.js';
import {anew, newWeighing, rehearsed, type Weighing} from './weighing.js';

/** What the store asks of the element around it. */
export interface StoreHost {
  spawn(): EngineWorker;
  spawnInspector?(): InspectorWorker;
  spawnReader?(): ReaderWorker;
  /** Something to be drawn is not as it was. */
  changed(): void;
  /** Said by the live region; with an id, the end of a weighing that the focus goes to if it is the one shown. */
  announce(text: string, id: number | null): void;
  tell(name: string, detail: object): void;
  /** A report to be drawn where nobody sees it: the next one then is there sooner. */
  rehearse?(weighing: Weighing): void;
}

export class WeighingStore {
  readonly #host: StoreHost;
  readonly #client: EngineClient;
  readonly #weigher: Weigher;
  readonly #derived = new Map<number, Derived>();
  #weighings: readonly Weighing[] = [];
  #selected = 0;
  #sorted = 0;
  #notice = '';
  #engineReady = false;
  #keras = '';
  #kerasLines: readonly KerasLine[] = [];
  #nextId = 1;
  #sorting = new AbortController();

  constructor(host: StoreHost) {
    this.#host = host;
    this.#client = new EngineClient({
      spawn: () => host.spawn(),
      ...(host.spawnInspector === undefined ? {} : {spawnInspector: host.spawnInspector}),
      ...(host.spawnReader === undefined ? {} : {spawnReader: host.spawnReader}),
      onReady: (version, kerasLines) => {
        this.#engineReady = true;
        this.#kerasLines = kerasLines;
        host.changed();
        host.tell('weighbridge-ready', {version});
      },
      onRehearsal: (report) => {
        if (this.#weighings.length === 0) host.rehearse?.(rehearsed(report));
      },
    });
    this.#weigher = new Weigher(this.#client, {
      find: (id) => this.find(id),
      keras: () => this.#keras,
      isShown: (id) => id === this.#selected,
      change: (id, step) => this.#change(id, step),
      say: (text) => host.announce(text, null),
      announce: (id, text) => host.announce(text, id),
      tell: (name, detail) => host.tell(name, detail),
      lost: () => this.#engineLost(),
      rest: () => {
        if (!this.busy) host.tell('weighbridge-idle', {}); // others may still be being sorted
      },
    });
  }

  /** The newest first, as they were given. */
  get weighings(): readonly Weighing[] {
    return this.#weighings;
  }

  get shown(): Weighing | undefined {
    return this.find(this.#selected);
  }

  /** How many files are being sorted into what is one thing each. */
  get sorted(): number {
    return this.#sorted;
  }

  /** What is to be said about what was given. */
  get notice(): string {
    return this.#notice;
  }

  set notice(text: string) {
    this.#notice = text;
    this.#host.changed();
  }

  /** Which Keras the reader has, as it was said; "" for the newest. */
  get keras(): string {
    return this.#keras;
  }

  set keras(said: string) {
    if (said === this.#keras) return;
    this.#keras = said;
    this.#keepUp();
  }

  /** What there is to choose from. */
  get kerasLines(): readonly KerasLine[] {
    return this.#kerasLines;
  }

  get engineReady(): boolean {
    return this.#engineReady;
  }

  /** Whether a file is being weighed, has its values read, or waits for that. */
  get busy(): boolean {
    return this.#sorted > 0 || this.#weigher.busy;
  }

  find(id: number): Weighing | undefined {
    return this.#weighings.find((weighing) => weighing.id === id);
  }

  /** What follows from a weighing's report; the same as long as the report is. */
  derived(weighing: Weighing): Derived {
    const derived = derive(weighing, this.#derived.get(weighing.id));
    this.#derived.set(weighing.id, derived);
    return derived;
  }

  /** Loads the engine ahead of the first file; `whole`: with what is needed only after the verdict, too. */
  startEngine(whole = false): void {
    this.#client.start(whole);
  }

  /** Gives the engine's memory back. */
  stopEngine(): void {
    this.#engineLost();
    this.#client.stop();
  }

  /** Weighs files one after the other, those that are one thing as one; the first is shown. */
  weigh(given: readonly GivenFile[]): void {
    const taken = given.slice(0, mostFiles);
    this.notice = given.length > taken.length ? strings.drop.tooMany(mostFiles) : '';
    const [first] = taken;
    if (first === undefined) return;
    const earlier = joined(taken, this.#weighings);
    const isAlone = taken.length === 1 && !first.path.includes('/');
    if (isAlone && earlier.length === 0) this.#begin([{kind: 'single', name: first.path, files: [0], weights: true}], taken);
    else void this.#sort(taken, earlier);
  }

  /** A report that came with a link. */
  show(make: (id: number) => Weighing): void {
    const weighing = make(this.#nextId++);
    this.#weighings = [weighing, ...this.#weighings];
    this.#selected = weighing.id;
    this.#host.changed();
    this.#host.announce(weighing.head?.verdict.headline ?? '', weighing.id);
  }

  select(id: number): void {
    this.#selected = id;
    this.#host.changed();
    this.#keepUp();
  }

  cancel(id: number): void {
    this.#weigher.cancel(id);
  }

  retry(weighing: Weighing): void {
    const again = anew(weighing);
    this.#weighings = this.#weighings.map((other) => (other.id === weighing.id ? again : other));
    this.#host.changed();
    void this.#weigher.run(again);
  }

  /** Reads all values again. */
  scan(weighing: Weighing): void {
    void this.#weigher.scan(weighing);
  }

  /** As the command prints it. With values it came with them. */
  async markdown({id, files, keras, markdown}: Weighing): Promise<Blob> {
    return markdown ?? this.#client.markdown(id, files, keras);
  }

  /** What an error message means, for what is shown. */
  explain(text: string): Promise<Explanation> {
    const {shown} = this;
    return this.#client.explain(text, shown !== undefined && shown.head !== null && shown.shared === null ? {key: shown.id, given: shown.files, keras: shown.keras} : null);
  }

  clear(): void {
    this.#weigher.cancelAll();
    this.#sorting.abort();
    this.#sorting = new AbortController();
    this.#derived.clear();
    this.#sorted = 0;
    this.#weighings = [];
    this.#selected = 0;
    this.notice = '';
  }

  async #sort(taken: readonly GivenFile[], earlier: readonly Weighing[]): Promise<void> {
    const {signal} = this.#sorting;
    this.#sorted += taken.length;
    this.#host.changed();
    const union = regrouped(taken, earlier);
    let groups: readonly FileGroup[];
    try {
      groups = union.split(await this.#client.group(union.files, signal));
    } catch {
      // Each alone, then: whatever is wrong with the engine or with one of them will be said there.
      groups = taken.map(({path}, place) => ({kind: 'single', name: path, files: [place], weights: true}));
    }
    if (signal.aborted) return;
    this.#sorted -= taken.length;
    const weighed = meant(groups, taken);
    const leftOut = groups.length - weighed.length;
    if (leftOut > 0) this.notice = strings.drop.leftOut(leftOut, weighed.length > 0);
    if (weighed.length === 0 && !this.busy) this.#host.tell('weighbridge-idle', {});
    this.#begin(likelyFirst(weighed, taken), union.files, union.replaced(weighed));
  }

  /** `replaced`: earlier ones that the new ones hold the files of. */
  #begin(groups: readonly FileGroup[], given: readonly GivenFile[], replaced: ReadonlySet<number> = new Set()): void {
    if (groups.length > mostListed) this.notice = strings.drop.tooMany(mostListed);
    const added = groups.slice(0, mostListed).map((group) => newWeighing(this.#nextId++, group, given));
    const [first] = added;
    if (first === undefined) return;
    for (const id of replaced) {
      this.#weigher.cancel(id);
      this.#derived.delete(id);
    }
    this.#weighings = [...added, ...this.#weighings.filter(({id}) => !replaced.has(id))];
    this.#selected = first.id;
    this.#host.changed();
    this.#host.tell('weighbridge-start', {names: added.map(({name}) => name)});
    for (const weighing of added) void this.#weigher.run(weighing);
  }

  #change(id: number, step: Partial<Weighing>): void {
    this.#weighings = this.#weighings.map((weighing) => (weighing.id === id ? {...weighing, ...step} : weighing));
    this.#host.changed();
    if (step.head !== undefined) this.#keepUp();
  }

  /** What is shown speaks of the reader's Keras; the others do when they are shown. */
  #keepUp(): void {
    const {shown} = this;
    if (shown === undefined || shown.head === null || shown.shared !== null || shown.keras === this.#keras) return;
    void this.#weigher.speakOf(shown);
  }

  #engineLost(): void {
    this.#engineReady = false;
    this.#host.changed();
  }
}
