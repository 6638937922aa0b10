// Every drawing, as inline SVG in currentColor: nothing is fetched, and the theme paints them.

import {html, svg, type SVGTemplateResult, type TemplateResult} from 'lit';

import type {LayerState, VerdictState} from '../engine/report.js';

const full = svg`<circle cx="8" cy="8" r="6" fill="currentColor" />`;
const hollow = svg`<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.8" />`;
const half = svg`${hollow}<path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor" />`;
const cross = svg`<path d="M3.5 3.5l9 9m0-9l-9 9" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />`;
const question = svg`<path d="M5.2 5.6a2.8 2.8 0 1 1 4 2.6c-.8.4-1.2.9-1.2 1.9M8 13.1v.2" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" />`;
const dash = svg`<path d="M3.5 8h9" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />`;
const frame = svg`<rect x="2.8" y="2.8" width="10.4" height="10.4" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="2.6 1.8" />`;

const signs: Record<VerdictState | LayerState, SVGTemplateResult> = {
  filled: full,
  'partly-empty': half,
  empty: hollow,
  damaged: cross,
  'not-weights': question,
  weightless: dash,
  container: frame,
  undetermined: question,
  missing: cross,
  unreadable: cross,
};

export function sign(state: VerdictState | LayerState): TemplateResult {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">${signs[state]}</svg>`;
}

export const chevron = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M6 3.5l4.5 4.5L6 12.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" /></svg>`;

// The truck's bed holds six places; how they are drawn is the verdict.
const places: readonly (readonly [number, number])[] = [[26, 40], [47, 40], [68, 40], [26, 21], [47, 21], [68, 21]];

function crate([x, y]: readonly [number, number], solid: boolean): SVGTemplateResult {
  return solid
    ? svg`<rect x=${x} y=${y} width="19" height="17" rx="1.5" class="load" /><path d="M${x + 5} ${y + 8.5}h9" class="strap" />`
    : svg`<rect x=${x + 0.8} y=${y + 0.8} width="17.4" height="15.4" rx="1.5" class="gap" />`;
}

function load(state: VerdictState | null): unknown {
  switch (state) {
    case 'filled':
      return places.map((place) => crate(place, true));
    case 'partly-empty':
      return places.map((place, index) => crate(place, index === 0 || index === 1 || index === 3));
    case 'empty':
    case null: // not weighed yet
      return places.map((place) => crate(place, false));
    case 'damaged':
      return svg`${crate(places[0]!, true)}<path d="M47 57V44l6 5 4-7 5 6 4-4v13z" class="load" />${crate(places[2]!, false)}${crate(places[3]!, false)}
        <path d="M97 14l-9 22 8-2-6 21" class="bolt" />`;
    case 'not-weights':
      return svg`<path d="M50 31a8 8 0 1 1 11.500 7.300c-2.400 1.200-3.500 2.700-3.500 5.700M58 51v.6" class="query" />`;
  }
}

/** A truck on the scale. */
export function truck(state: VerdictState | null): TemplateResult {
  return html`<svg viewBox="0 0 160 100" class="truck" aria-hidden="true">
    ${svg`
      <path d="M8 84h144" class="deck" />
      <path d="M20 85.500v8m120-8v8M12 94h16m104 0h16" class="leg" />
      ${load(state)}
      <path d="M20 60h84v8H20z" class="body" />
      <path d="M106 68V34h17l13 15v19z" class="body" />
      <path d="M112 40h8.500l8 9.500H112z" class="window" />
      ${[38, 56, 122].map((x) => svg`<circle cx=${x} cy="73" r="8.500" class="wheel" /><circle cx=${x} cy="73" r="2.600" class="hub" />`)}
    `}
  </svg>`;
}
