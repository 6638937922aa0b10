// What the values of a tensor look like, in one row: numbers and a small histogram.

import {css, html, nothing, svg, type TemplateResult} from 'lit';

import type {Stats} from '../../engine/report.js';
import {count, significant, spaced} from '../format.js';
import {sign} from '../icons.js';
import {strings} from '../strings.js';

const chartWidth = 128;
const chartHeight = 26;

export const valuesStyles = css`
  .values {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: center;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .histogram {
    width: 8rem;
    height: 1.625rem;
    flex: none;
    border-bottom: 1px solid var(--wb-strong-line);
    fill: var(--wb-accent);
  }
`;

/** Bars of the histogram; the lowest that is not empty can still be seen. */
export function histogram(counts: readonly number[]): TemplateResult {
  const most = Math.max(1, ...counts);
  const width = chartWidth / counts.length;
  return html`<svg class="histogram" viewBox="0 0 ${chartWidth} ${chartHeight}" aria-hidden="true">
    ${counts.map((value, index) => {
      if (value === 0) return nothing;
      const height = Math.max(1, (value / most) * chartHeight);
      return svg`<rect x=${index * width} y=${chartHeight - height} width=${Math.max(0.5, width - 0.4)} height=${height} />`;
    })}
  </svg>`;
}

/** Why there is none. */
export function withoutHistogram({count: all, finite, nan, positive_infinity, negative_infinity}: Stats): string {
  const words = strings.values;
  if (all === 0) return words.noValues;
  return finite === null ? words.nothingFinite : words.allAlike(significant(finite.min), nan + positive_infinity + negative_infinity === 0);
}

function bad(text: string): TemplateResult {
  return html`<span class="chip damaged">${sign('missing')}${text}</span>`;
}

/** The numbers as short words, the small drawing before them. */
export function valueNumbers(stats: Stats): TemplateResult {
  const words = strings.values;
  const {finite, nan, zeros} = stats;
  const infinite = stats.positive_infinity + stats.negative_infinity;
  const number = (name: string, value: number) => html`<span><span class="muted">${spaced(name)}</span>${significant(value)}</span>`;
  return html`${stats.histogram === null ? nothing : histogram(stats.histogram.counts)}
    ${finite === null
      ? html`<span>${withoutHistogram(stats)}</span>`
      : html`${number(words.min, finite.min)} ${number(words.max, finite.max)} ${number(words.mean, finite.mean)}
        ${number(words.deviation, finite.standard_deviation)}`}
    ${zeros === 0 ? nothing : html`<span><span class="muted">${spaced(words.zeros)}</span>${zeros === stats.count ? words.all : count(zeros)}</span>`}
    ${nan === 0 ? nothing : bad(words.nan(count(nan)))} ${infinite === 0 ? nothing : bad(words.infinite(count(infinite)))}`;
}

export function valuesCell(stats: Stats): TemplateResult {
  return html`<span role="gridcell" class="values">${valueNumbers(stats)}</span>`;
}
