// <weigh-bridge-values>: what the values of one tensor look like, in full: every number of the statistics, and the histogram.

import {css, html, LitElement, nothing, type PropertyValues} from 'lit';

import type {Stats} from '../../engine/report.js';
import {count, significant} from '../format.js';
import type {Chart} from './histogram-chart.js';
import {strings} from '../strings.js';
import {base} from '../theme.js';
import {histogram, withoutHistogram} from './summary.js';

export class TensorValues extends LitElement {
  static override properties = {stats: {attribute: false}, name: {}, plain: {state: true}};
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
        height: 100%;
      }
      .panel {
        display: grid;
        grid-template-columns: minmax(11rem, 15rem) minmax(0, 1fr);
        gap: 0.5rem 2rem;
        height: 100%;
        padding: 0.75rem 1rem 0.75rem 1.75rem;
        white-space: normal;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.1rem 1rem;
        align-content: start;
        font-size: 0.875rem;
      }
      dt {
        color: var(--wb-muted);
      }
      dd {
        text-align: end;
        font-family: var(--wb-mono);
        font-variant-numeric: tabular-nums;
      }
      .bad {
        color: var(--wb-damaged);
        font-weight: 700;
      }
      figure {
        margin: 0;
        min-width: 0;
      }
      figcaption {
        font-size: 0.8125rem;
        color: var(--wb-muted);
      }
      .chart {
        min-height: 190px;
        overflow: hidden;
      }
      .chart > .histogram {
        width: 100%;
        height: 190px;
        fill: var(--wb-accent);
        border-bottom: 1px solid var(--wb-strong-line);
      }
      @container (max-width: 560px) {
        .panel {
          grid-template-columns: minmax(0, 1fr);
          padding: 0.5rem 0.75rem;
        }
      }
    `,
  ];

  declare stats: Stats | null;
  declare name: string;
  /** The chart's part could not be fetched: the simple drawing stands in for it. */
  declare plain: boolean;
  #chart: Chart | null = null;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #recolour = () => this.redraw();

  constructor() {
    super();
    this.stats = null;
    this.name = '';
    this.plain = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#recolour);
    if (this.hasUpdated) void this.#draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#recolour);
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** In the colours of the theme that holds now. */
  redraw(): void {
    this.#chart?.redraw();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('stats')) void this.#draw();
  }

  protected override render() {
    const {stats} = this;
    if (stats === null) return nothing;
    const words = strings.values;
    return html`<div class="panel">
      <dl>
        ${this.#numbers(stats).map(([name, value, bad]) => html`<dt>${name}</dt><dd class=${bad ? 'bad' : ''}>${value}</dd>`)}
      </dl>
      ${stats.histogram === null || stats.finite === null
        ? html`<p>${withoutHistogram(stats)}</p>`
        : html`<figure role="img" aria-label=${words.histogramOf(this.name, significant(stats.finite.min), significant(stats.finite.max))}>
            <div class="chart">${this.plain ? histogram(stats.histogram.counts) : nothing}</div>
            <figcaption>${words.binsOf(stats.histogram.counts.length, significant(stats.histogram.bin_width))}</figcaption>
          </figure>`}
    </div>`;
  }

  #numbers(stats: Stats): readonly (readonly [string, string, boolean])[] {
    const words = strings.values;
    const {finite} = stats;
    const infinite: readonly (readonly [string, number])[] = [
      [words.nanName, stats.nan],
      [words.positive, stats.positive_infinity],
      [words.negative, stats.negative_infinity],
    ];
    return [
      [words.count, count(stats.count), false],
      ...(finite === null
        ? []
        : ([
            [words.min, significant(finite.min), false],
            [words.max, significant(finite.max), false],
            [words.mean, significant(finite.mean), false],
            [words.deviation, significant(finite.standard_deviation), false],
          ] as const)),
      [words.zeros, count(stats.zeros), false],
      ...infinite.map(([name, value]) => [name, count(value), value > 0] as const),
    ];
  }

  async #draw(): Promise<void> {
    this.#chart?.destroy();
    this.#chart = null;
    const drawn = this.stats?.histogram ?? null;
    if (drawn === null) return;
    try {
      const {drawHistogram} = await import('./histogram-chart.js');
      const target = this.renderRoot.querySelector<HTMLElement>('.chart');
      if (target === null || !this.isConnected || this.stats?.histogram !== drawn || this.#chart !== null) return;
      this.#chart = drawHistogram(target, this.renderRoot as ShadowRoot, drawn);
    } catch {
      this.plain = true; // without a network, on a page that is not stored; or no axis can hold it
    }
  }
}
