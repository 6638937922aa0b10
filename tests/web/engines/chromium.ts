// Blink: Debian's Chromium, by playwright-core over the DevTools protocol.

import {launch} from '../support/chromium.mjs';
import type {Engine, Start, Tab} from './engine.js';

export const chromium: Start = async (proxy): Promise<Engine> => {
  const browser = await launch({proxy});
  return {
    name: `Chromium ${browser.version()}`,
    narrowest: 320,
    async tab(): Promise<Tab> {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      return {
        goto: async (url) => void (await page.goto(url)),
        evaluate: (run, ...given) => page.evaluate(`(${run})(...${JSON.stringify(given)})`),
        // Playwright's own selectors go through open shadow roots.
        chooseFiles: (selector, paths) => page.locator(selector.replaceAll('>>>', '')).setInputFiles([...paths]),
        press: (key) => page.keyboard.press(key),
        type: (text) => page.keyboard.type(text),
        resize: (width, height) => page.setViewportSize({width, height}),
        complaints: () => Promise.resolve(complaints.splice(0)),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
};
