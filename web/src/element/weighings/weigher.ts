// Takes one weighing after the other through the engine: its structure first, for the verdict, then its values.

import type {EngineClient, Observer} from '../../engine/client.js';
import {EngineError, type EngineErrorData} from '../../engine/errors.js';
import type {HeadResponse} from '../../engine/protocol.js';
import type {Layer} from '../../engine/report.js';
import {strings} from '../strings.js';
import {Arrival, detailOf} from './arrival.js';
import {noScan, type Weighing} from './weighing.js';

/** What the weigher asks of the element around it. */
export interface WeigherHost {
  find(id: number): Weighing | undefined;
  /** Which Keras the reader has; "" for the newest. */
  keras(): string;
  isShown(id: number): boolean;
  change(id: number, step: Partial<Weighing>): void;
  /** Said by the live region. */
  say(text: string): void;
  /** The same, for an end that the focus goes to. */
  announce(id: number, text: string): void;
  tell(name: string, detail: object): void;
  /** The engine died, and starts anew. */
  lost(): void;
  /** Nothing is being weighed or read any more. */
  rest(): void;
}

export class Weigher {
  readonly #client: EngineClient;
  readonly #host: WeigherHost;
  readonly #cancels = new Map<number, AbortController>();

  constructor(client: EngineClient, host: WeigherHost) {
    this.#client = client;
    this.#host = host;
  }

  /** Whether anything is being weighed, has its values read, or waits for that. */
  get busy(): boolean {
    return this.#cancels.size > 0;
  }

  cancel(id: number): void {
    this.#cancels.get(id)?.abort();
  }

  cancelAll(): void {
    for (const cancel of this.#cancels.values()) cancel.abort();
  }

  async run(weighing: Weighing): Promise<void> {
    const {id, name, files} = weighing;
    const host = this.#host;
    const keras = host.keras();
    let began = performance.now();
    const started = () => {
      began = performance.now();
      host.change(id, {started: true});
      if (host.isShown(id)) host.say(strings.weighing.title(name));
    };
    const arrival = new Arrival(weighing, host, keras, () => began);
    const signal = this.#begin(id);
    try {
      await this.#client.weigh(id, files, {started, progress: (bytesRead) => host.change(id, {bytesRead}), ...arrival.observer}, signal, keras);
    } catch (thrown) {
      this.#failed(weighing, errorOf(thrown));
    } finally {
      arrival.draw();
      this.#done(id);
    }
    if (arrival.wantsInspection) await this.#confirm(weighing, arrival, keras);
    const weighed = host.find(id);
    if (arrival.hasValues && weighed !== undefined) await this.scan(weighed);
  }

  /** Asks HDF5's own library. The verdict is on the page by then; few files get another one. */
  async #confirm(weighing: Weighing, arrival: Arrival, keras: string): Promise<void> {
    const signal = this.#begin(weighing.id);
    try {
      await this.#client.confirm(weighing.id, weighing.files, arrival.observer, signal, keras);
    } catch (thrown) {
      const error = errorOf(thrown);
      if (error.kind !== 'cancelled') this.#host.tell('weighbridge-error', {...detailOf(weighing), error});
    } finally {
      arrival.draw();
      if (arrival.wantsInspection) arrival.endWithoutInspection();
      this.#done(weighing.id);
    }
  }

  /** Reads the values behind the verdict's back; the newer report then takes the older one's place in one step. */
  async scan(weighing: Weighing): Promise<void> {
    const {id, name, files, head: before} = weighing;
    const host = this.#host;
    const about = detailOf(weighing);
    const keras = host.keras();
    const signal = this.#begin(id);
    host.change(id, {scan: {...noScan, state: 'waiting'}});
    let response: HeadResponse | null = null;
    let json: Blob | null = null;
    let markdown: Blob | null = null;
    const layers: Layer[] = [];
    let state: 'over' | 'failed' = 'over';
    try {
      await this.#client.scan(
        id,
        files,
        {
          started: () => host.change(id, {scan: {...noScan, state: 'running'}}),
          scanned: (bytes, ofBytes) => {
            host.change(id, {scan: {state: 'running', bytes, ofBytes}});
            host.tell('weighbridge-progress', {...about, bytes, ofBytes});
          },
          head: (newer) => {
            response = newer;
            layers.splice(0, Infinity, ...newer.layers);
          },
          layers: (more) => void layers.push(...more),
          json: (text) => (json = text),
          markdown: (text) => (markdown = text),
        },
        signal,
        keras,
      );
    } catch (thrown) {
      // The verdict stands; only the values are not, or not all, known.
      state = 'failed';
      const error = errorOf(thrown);
      if (error.kind !== 'cancelled') host.tell('weighbridge-error', {...about, error});
    } finally {
      this.#done(id);
    }
    const newer = response as HeadResponse | null;
    const whole = json as Blob | null;
    host.change(id, {
      scan: {...noScan, state},
      ...(newer === null || whole === null
        ? {}
        : {head: newer.head, layers, layerCount: newer.layerCount, json: whole, markdown, wrongVerdictLink: newer.wrongVerdictLink}),
    });
    if (newer === null || whole === null) return;
    const more = newer.head.findings.length - (before?.findings.length ?? 0);
    if (more > 0) host.say(strings.scan.found(name, more));
    host.tell('weighbridge-values', {...about, report: newer.head, json: whole, valuesFollow: false, confirmationFollows: false});
  }

  /** The report anew for the Keras that the reader has by now; what was read of the values is kept where the engine still has it open. */
  async speakOf({id, files}: Weighing): Promise<void> {
    const host = this.#host;
    const keras = host.keras();
    let response: HeadResponse | null = null;
    let json: Blob | null = null;
    const layers: Layer[] = [];
    host.change(id, {keras});
    const observer: Observer = {
      head: (anew) => {
        response = anew;
        layers.push(...anew.layers);
      },
      layers: (more) => void layers.push(...more),
      json: (text) => (json = text),
    };
    try {
      await this.#client.weigh(id, files, observer, undefined, keras);
    } catch {
      return; // the report as it was stands
    }
    const anew = response as HeadResponse | null;
    const whole = json as Blob | null;
    const now = host.find(id);
    if (anew === null || whole === null || now === undefined || now.keras !== keras) return;
    const {head, layerCount, wrongVerdictLink, kerasRefused, hasValues} = anew;
    host.change(id, {head, structure: head, layers, layerCount, json: whole, markdown: null, wrongVerdictLink, kerasRefused});
    if (host.isShown(id)) host.say(`${head.verdict.headline} ${head.verdict.next}`);
    host.tell('weighbridge-report', {...detailOf(now), report: head, json: whole, valuesFollow: false, confirmationFollows: false});
    const isUnread = head.scan.state === 'skipped' && hasValues;
    if (isUnread && now.scan.state === 'over') await this.scan({...now, head});
    // While the engine still has the values.
    if (!isUnread) host.change(id, {markdown: await this.#client.markdown(id, files, keras).catch(() => null)});
  }

  #begin(id: number): AbortSignal {
    const cancel = new AbortController();
    this.#cancels.set(id, cancel);
    return cancel.signal;
  }

  #failed(weighing: Weighing, error: EngineErrorData): void {
    const {id, name} = weighing;
    if (error.kind !== 'refused' && error.kind !== 'unreadable' && error.kind !== 'cancelled') this.#host.lost();
    this.#host.change(id, {error});
    if (error.kind !== 'cancelled') this.#host.announce(id, `${name}: ${strings.failure.titles[error.kind]}`);
    this.#host.tell('weighbridge-error', {...detailOf(weighing), error});
  }

  #done(id: number): void {
    this.#cancels.delete(id);
    // Not at once: the reading of the values follows the verdict within the same turn.
    queueMicrotask(() => {
      if (!this.busy) this.#host.rest();
    });
  }
}

function errorOf(thrown: unknown): EngineErrorData {
  return thrown instanceof EngineError ? {kind: thrown.kind, detail: thrown.detail} : {kind: 'crashed', detail: String(thrown)};
}
