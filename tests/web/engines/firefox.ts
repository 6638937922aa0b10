// Gecko: Debian's Firefox ESR, by puppeteer-core over WebDriver BiDi.

import {existsSync} from 'node:fs';

import puppeteer, {type ElementHandle} from 'puppeteer-core';

import type {Engine, Start, Tab} from './engine.js';

const browserPath = process.env['WEIGHBRIDGE_FIREFOX'] ?? '/usr/bin/firefox-esr';

/** Everything through the proxy, and none of the talk that Firefox keeps up on its own account. */
function preferences(proxy: string): Record<string, unknown> {
  const {hostname, port} = new URL(proxy);
  return {
    'network.proxy.type': 1,
    'network.proxy.http': hostname,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': hostname,
    'network.proxy.ssl_port': Number(port),
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'dom.push.connection.enabled': false,
    'browser.topsites.contile.enabled': false,
    'extensions.getAddons.cache.enabled': false,
  };
}

export const firefox: Start = async (proxy): Promise<Engine> => {
  if (!existsSync(browserPath)) throw new Error(`no browser at ${browserPath}: run this through scripts/environment/run`);
  const browser = await puppeteer.launch({browser: 'firefox', executablePath: browserPath, headless: true, extraPrefsFirefox: preferences(proxy)});
  return {
    name: `Firefox ${(await browser.version()).replace(/^firefox\//, '')}`,
    narrowest: 320,
    async tab(): Promise<Tab> {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
      });
      return {
        goto: async (url) => void (await page.goto(url)),
        evaluate: (run, ...given) => page.evaluate(`(${run})(...${JSON.stringify(given)})`) as Promise<Awaited<ReturnType<typeof run>>>,
        async chooseFiles(selector, paths) {
          const input = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
          if (input === null) throw new Error(`nothing matches ${selector}`);
          await input.uploadFile(...paths);
        },
        press: (key) => page.keyboard.press(key),
        type: (text) => page.keyboard.type(text),
        resize: (width, height) => page.setViewport({width, height}),
        complaints: () => Promise.resolve(complaints.splice(0)),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
};
