// Draws a tensor's histogram with uPlot. A part of its own: it is fetched when the first tensor is opened.

import uPlot from 'uplot';
import uPlotStyle from 'uplot/dist/uPlot.min.css?inline';

import type {Stats} from '../../engine/report.js';
import {count, significant} from '../format.js';

// As an object and not as an element: the page's policy forbids inline style.
const sheet = new CSSStyleSheet();
sheet.replaceSync(uPlotStyle);

export interface Chart {
  /** Anew, in the colours that hold now. */
  redraw(): void;
  destroy(): void;
}

const chartHeight = 190;

/** `target` stands in the shadow root `root`, which gets uPlot's style; its width decides the chart's. */
export function drawHistogram(target: HTMLElement, root: ShadowRoot, {from, bin_width, counts}: NonNullable<Stats['histogram']>): Chart {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const colour = (name: string) => getComputedStyle(target).getPropertyValue(name);
  const drawn = (name: string) => () => resolved(target, name);
  const axis = {
    stroke: drawn('--wb-muted'),
    grid: {stroke: drawn('--wb-line'), width: 1},
    ticks: {stroke: drawn('--wb-line'), width: 1, size: 4},
    font: `12px ${colour('--wb-sans')}`,
  };
  const step = bin_width > 0 ? bin_width : 1; // all values alike
  const left = counts.map((_, bin) => from + bin * step);
  const to = from + counts.length * step;
  if (!Number.isFinite(to - from)) throw new RangeError('no axis can hold this');
  const bars = uPlot.paths.bars?.({size: [1, Infinity], align: 1, gap: 1});
  const chart = new uPlot(
    {
      width: Math.max(160, target.clientWidth),
      height: chartHeight,
      legend: {show: false},
      cursor: {show: false},
      padding: [8, 12, 0, 0],
      scales: {x: {time: false, range: [from, to]}, y: {range: [0, Math.max(1, ...counts)]}},
      axes: [
        {...axis, size: 28, space: 52, values: (_, ticks) => ticks.map((tick) => significant(tick))},
        {...axis, size: 58, space: 34, values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? count(tick) : ''))},
      ],
      series: [
        {},
        {
          ...(bars === undefined ? {} : {paths: bars}),
          points: {show: false},
          fill: drawn('--wb-accent'),
          width: 0,
        },
      ],
    },
    [left, [...counts]],
    target,
  );
  const width = new ResizeObserver(() => {
    if (target.clientWidth > 0 && target.clientWidth !== chart.width) chart.setSize({width: target.clientWidth, height: chartHeight});
  });
  width.observe(target);
  return {
    redraw: () => chart.redraw(false, true),
    destroy: () => {
      width.disconnect();
      chart.destroy();
    },
  };
}

/** A canvas knows no light-dark(): the colour as the browser works it out for this element. */
function resolved(element: HTMLElement, name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}
