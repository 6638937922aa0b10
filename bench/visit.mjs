// A first and a second visit over a slow line with a slow processor: when the page is there, and when it has judged an example that is clicked
// as soon as a click is heard. The processor's brake is Chromium's, which holds the main thread only, not the engine's worker.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {resolve} from 'node:path';

import {launch} from '../tests/web/support/chromium.mjs';
import {slowLine} from './slow_line.mjs';
import {digits, median, spread, table} from './statistics.mjs';

/** @typedef {{paint: number, ready: number, verdict: number, kilobytes: number, requests: string[]}} Visit */

const line = {bytesPerSecond: 1_600_000 / 8, latency: 150};
const slowdown = 4;

/** Runs in the page before anything of its own; all times count from the beginning of the navigation. */
function watchVisit() {
  const visit = {paint: 0, ready: 0, verdict: 0};
  new PerformanceObserver((list) => (visit.paint = list.getEntries().at(-1)?.startTime ?? 0)).observe({type: 'largest-contentful-paint', buffered: true});
  addEventListener('weighbridge-ready', () => (visit.ready = performance.now()));
  const look = () => {
    if (document.querySelector('weigh-bridge')?.shadowRoot?.querySelector('#headline') != null) visit.verdict = performance.now();
    else requestAnimationFrame(look);
  };
  // By then the page's own modules have run.
  addEventListener('DOMContentLoaded', () => {
    document.querySelector('[data-example]').click();
    look();
  });
  globalThis.visit = visit;
}

/** @param {import('playwright-core').BrowserContext} context @param {string} origin @param {() => number} carried @returns {Promise<Visit>} */
async function visitOnce(context, origin, carried) {
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', {rate: slowdown});
  await page.addInitScript(watchVisit);
  const before = carried();
  const began = Date.now();
  /** @type {string[]} */
  const requests = [];
  page.on('requestfinished', (request) => requests.push(`${Date.now() - began} ms ${new URL(request.url()).pathname}`));
  await page.goto(`${origin}/`, {waitUntil: 'commit'});
  await page.waitForFunction(() => globalThis.visit.verdict > 0, undefined, {timeout: 120_000, polling: 50});
  const kilobytes = (carried() - before) / 1000;
  const seen = await page.evaluate(() => globalThis.visit);
  const fetched = [...requests];
  // What it stores for later comes yet: a second visit is one after that.
  await page.waitForFunction(() => document.documentElement.dataset['offline'] === 'ready', undefined, {timeout: 120_000});
  await page.close();
  return {...seen, kilobytes, requests: fetched};
}

async function serveCompressed() {
  const server = spawn('python3', [resolve('scripts/static_server.py'), resolve('build/site'), '8180', '--compressed'], {stdio: ['ignore', 'pipe', 'inherit']});
  const [said] = await once(server.stdout, 'data');
  const origin = /http:\/\/[\d.:]+/.exec(String(said))?.[0] ?? '';
  return {origin, close: () => server.kill()};
}

/** @param {{rounds: number}} options */
export async function visit({rounds}) {
  const server = await serveCompressed();
  const slow = await slowLine(server.origin, line);
  const browser = await launch(slow);
  /** @type {Record<'first' | 'second', Visit[]>} */
  const visits = {first: [], second: []};
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext();
      for (const which of /** @type {const} */ (['first', 'second'])) visits[which].push(await visitOnce(context, server.origin, slow.carried));
      await context.close();
    }
  } finally {
    await browser.close();
    slow.close();
    server.close();
  }
  const rows = Object.entries(visits).map(([which, all]) => [
    which, ...(/** @type {const} */ (['paint', 'ready', 'verdict'])).map((what) => spread(all.map((one) => one[what]), 'ms')), digits(median(all.map(({kilobytes}) => kilobytes)))]);
  console.log(`\n1.6 Mbit/s, 150 ms a request, main thread at a quarter of its speed\n\n${table([['visit', 'largest paint', 'engine ready', 'verdict', 'KB until the verdict'], ...rows])}`);
  console.log(`\nthe first visit's files, when they were there:\n${visits.first.at(-1)?.requests.map((one) => `    ${one}`).join('\n')}`);
}
