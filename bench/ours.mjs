// The built page as it is: files are dropped on it as by hand, and it is watched from outside by its own events and by what it draws.

import {open} from '../tests/web/support/page.mjs';
import {processorTime, withPage} from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Milliseconds since the drop. `verdict`: the event, with the whole report; `headline`: it stands in the page; `screen`: it and the first layers are painted;
 * `values`: all are read; `idle`: nothing is left to do. `processor`: spent by then.
 * @typedef {{verdict: number, headline: number, screen: number, confirmed: number, values: number, idle: number, processor: number, longTasks: number[], heapBytes: number,
 *   jsonBytes: number, headlineText: string, error: string}} Seen
 */

/** Runs in the page. */
function watch() {
  const seen = {verdict: 0, headline: 0, screen: 0, confirmed: 0, values: 0, idle: 0, longTasks: [], heapBytes: 0, jsonBytes: 0, headlineText: '', error: ''};
  let dropped = 0;
  const since = () => performance.now() - dropped;
  const bridge = document.querySelector('weigh-bridge');
  const headline = () => bridge.shadowRoot.querySelector('#headline');
  const layer = () => bridge.shadowRoot.querySelector('weigh-bridge-layers')?.shadowRoot.querySelector('[role="row"].layer');
  const afterPaint = (/** @type {() => void} */ run) => requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = run;
    port2.postMessage(null);
  });
  const untilDrawn = () => {
    if (headline() != null && layer() != null) afterPaint(() => (seen.screen = since()));
    else requestAnimationFrame(untilDrawn);
  };
  new PerformanceObserver((list) => {
    for (const {startTime, duration} of list.getEntries()) if (dropped > 0 && startTime >= dropped) seen.longTasks.push(duration);
  }).observe({type: 'longtask'});
  const untilSaid = () => {
    if (headline() == null) return requestAnimationFrame(untilSaid);
    seen.headline = since();
    seen.headlineText = headline().textContent;
  };
  const begin = () => {
    dropped = performance.now();
    untilSaid();
    untilDrawn();
  };
  addEventListener('drop', begin, {capture: true, once: true});
  addEventListener('weighbridge-report', ({detail}) => {
    seen.heapBytes = Math.max(seen.heapBytes, detail.heapBytes ?? 0);
    if (seen.verdict > 0) return;
    seen.verdict = since();
    seen.jsonBytes = detail.json.size;
  });
  addEventListener('weighbridge-confirmed', () => (seen.confirmed ||= since()));
  addEventListener('weighbridge-values', ({detail}) => {
    seen.values = since();
    seen.jsonBytes = detail.json.size;
  });
  addEventListener('weighbridge-idle', () => (seen.idle = since()));
  addEventListener('weighbridge-error', ({detail}) => (seen.error = detail.error.detail));
  globalThis.seen = seen;
}

/** What a hand does: files of the disk, over the page and let go. @param {Page} page @param {string[]} paths */
async function drop(page, paths) {
  const session = await page.context().newCDPSession(page);
  const data = {items: [], files: paths, dragOperationsMask: 1};
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', {type, x: 300, y: 300, data});
  }
}

/** @param {import('playwright-core').Browser} browser @param {string} origin @param {string[]} paths @param {'screen' | 'values' | 'idle'} until @returns {Promise<Seen>} */
export const weigh = (browser, origin, paths, until) =>
  withPage(browser, async (page) => {
    await open(page, origin);
    await page.evaluate(watch);
    const before = await processorTime(browser);
    await drop(page, paths);
    await page.waitForFunction((name) => (globalThis.seen[name] > 0 && globalThis.seen.verdict > 0) || globalThis.seen.error !== '', until, {timeout: 600_000, polling: 100});
    const processor = (await processorTime(browser)) - before;
    const seen = await page.evaluate(() => globalThis.seen);
    if (seen.error !== '') throw new Error(`the page could not weigh ${paths[0]}: ${seen.error}`);
    return {...seen, processor};
  });
