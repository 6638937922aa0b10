// A peer in a worker of its own page, ready before the file is handed to it.

import {processorTime, withPage} from './browser.mjs';

/** @typedef {{milliseconds: number, processor: number, objects?: number, attributes?: number, heapBytes?: number, bytes?: number}} Answer */

/** @param {import('playwright-core').Browser} browser @param {string} origin @param {string} peer @param {string} path @returns {Promise<Answer>} */
export const ask = (browser, origin, peer, path) =>
  withPage(browser, async (page) => {
    await page.goto(`${origin}/bench/peers/index.html`);
    await page.waitForFunction(() => 'prepare' in globalThis);
    await page.evaluate((peer) => globalThis.prepare(peer), peer);
    await page.locator('input').setInputFiles(path);
    const before = await processorTime(browser);
    const answer = await page.evaluate(() => globalThis.ask());
    return {...answer, processor: (await processorTime(browser)) - before};
  });
