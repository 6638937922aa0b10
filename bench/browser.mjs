// Chromium with the built page and the peers' page, both from one server.

import {fileURLToPath} from 'node:url';

import {launch} from '../tests/web/support/chromium.mjs';
import {siteFolder} from '../tests/web/support/page.mjs';
import {serve} from '../tests/web/support/server.mjs';

/** @typedef {import('playwright-core').Browser} Browser @typedef {import('playwright-core').Page} Page */

const benchFolder = fileURLToPath(new URL('.', import.meta.url));

/** @template T @param {(browser: Browser, origin: string) => Promise<T>} run @returns {Promise<T>} */
export async function withBrowser(run) {
  const server = await serve({'/bench/': benchFolder, '/': siteFolder});
  const browser = await launch(server);
  try {
    return await run(browser, server.origin);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A page of its own, with nothing cached, for one measurement. @template T @param {Browser} browser @param {(page: Page) => Promise<T>} run */
export async function withPage(browser, run) {
  const context = await browser.newContext({serviceWorkers: 'block'});
  const page = await context.newPage();
  try {
    return await run(page);
  } finally {
    await context.close();
  }
}

/** Processor time of all pages together, in milliseconds: what else the machine does matters less to it. @param {Browser} browser */
export async function processorTime(browser) {
  const session = await browser.newBrowserCDPSession();
  const {processInfo} = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return 1000 * processInfo.filter(({type}) => type === 'renderer').reduce((sum, {cpuTime}) => sum + cpuTime, 0);
}
