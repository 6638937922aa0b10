// A report as it arrives from the engine: the verdict, then the layers in pieces, then what HDF5's own library says of the file.

import type {Observer} from '../../engine/client.js';
import type {ConfirmedResponse, HeadResponse} from '../../engine/protocol.js';
import type {Layer, ReportHead} from '../../engine/report.js';
import type {ReportDetail, WeighingDetail} from '../host-api.js';
import type {WeigherHost} from './weigher.js';
import type {Weighing} from './weighing.js';

const drawMilliseconds = 80;

export class Arrival {
  readonly #weighing: Weighing;
  readonly #host: WeigherHost;
  readonly #keras: string;
  readonly #began: () => number;
  readonly #layers: Layer[] = [];
  /** What there is to tell of the report once it is whole. */
  #news: Partial<ReportDetail> & {readonly bytesRead?: number; readonly heapBytes?: number; readonly milliseconds?: number} = {};
  #drawing: ReturnType<typeof setTimeout> | undefined;
  hasValues = false;
  wantsInspection = false;

  /** `began`: when the engine took it up, as performance.now() has it. */
  constructor(weighing: Weighing, host: WeigherHost, keras: string, began: () => number) {
    this.#weighing = weighing;
    this.#host = host;
    this.#keras = keras;
    this.#began = began;
  }

  readonly observer: Pick<Observer, 'head' | 'layers' | 'json' | 'confirmed'> = {
    head: (response) => this.#take(response),
    layers: (more) => {
      // Some times a second: each of sixty by itself would cost more than all of them together.
      this.#layers.push(...more);
      this.#drawing ??= setTimeout(() => this.draw(), drawMilliseconds);
    },
    json: (json) => this.#complete(json),
    confirmed: (response) => this.#confirm(response),
  };

  /** Shows the layers that have come since the last time. */
  draw(): void {
    if (this.#drawing === undefined) return;
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    this.#host.change(this.#weighing.id, {layers: this.#layers.slice()});
  }

  #take(response: HeadResponse): void {
    const {id, name} = this.#weighing;
    const {head, layers, layerCount, bytesRead, heapBytes, wrongVerdictLink, kerasRefused, hasValues, wantsInspection} = response;
    this.hasValues = hasValues;
    this.wantsInspection = wantsInspection;
    this.#layers.splice(0, Infinity, ...layers);
    const milliseconds = performance.now() - this.#began();
    const before = this.#host.find(id)?.head?.verdict.headline;
    this.#host.change(id, {
      head, structure: head, hasValues, layerCount, bytesRead, json: null, markdown: null, wrongVerdictLink, layers, keras: this.#keras, kerasRefused,
    });
    // The second time only where HDF5 changed the verdict.
    if (head.verdict.headline !== before) this.#host.announce(id, `${name}: ${head.verdict.headline}`);
    this.#news = {...detailOf(this.#weighing), report: head, valuesFollow: hasValues, confirmationFollows: wantsInspection, bytesRead, heapBytes, milliseconds};
  }

  #complete(json: Blob): void {
    this.#host.change(this.#weighing.id, {json});
    this.#host.tell('weighbridge-report', {...this.#news, json});
  }

  #confirm({inspection, json}: ConfirmedResponse): void {
    const now = this.#host.find(this.#weighing.id);
    if (inspection === undefined || now?.head === undefined || now.head === null) return;
    const head = {...now.head, inspection};
    this.#host.change(this.#weighing.id, {head, structure: head, json});
    this.wantsInspection = false;
    this.#tellConfirmed(head, json);
  }

  /** HDF5's library can't be asked: the report stays as it is. */
  endWithoutInspection(): void {
    const now = this.#host.find(this.#weighing.id);
    this.wantsInspection = false;
    if (now?.head != null && now.json !== null) this.#tellConfirmed(now.head, now.json);
  }

  #tellConfirmed(report: ReportHead, json: Blob): void {
    this.#host.tell('weighbridge-confirmed', {...detailOf(this.#weighing), report, json, valuesFollow: this.hasValues, confirmationFollows: false});
  }
}

/** What every event about it says. */
export function detailOf({id, name, files}: Weighing): WeighingDetail {
  return {id, name, files: files.map(({file}) => file)};
}
