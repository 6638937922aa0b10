// Without a network: after one complete visit the page is all there. A newer version is offered, never forced.

import {resolve} from 'node:path';

import type {BrowserContextOptions, Page} from 'playwright-core';
import {afterEach, describe, expect, it} from 'vitest';

import {storableBelow} from '../support/folder.mjs';
import {chip, fileAt, fileOf, give, headline, examplesFolder, project, siteFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const standInFolder = resolve(project, 'build/site-stand-in');
const withWorker: BrowserContextOptions = {serviceWorkers: 'allow'};

const stored = (page: Page) => page.waitForFunction(() => document.documentElement.dataset['offline'] === 'ready');
const version = (page: Page) => page.locator('#version').innerText();
const offer = (page: Page) => page.locator('[data-notice="update"]');

describe('use without a network', () => {
  const browser = session({'/any/where/': siteFolder});
  afterEach(() => browser.server.start().catch(() => {}));

  it('stores every file of the site', async () => {
    const page = await browser.page(withWorker);
    await stored(page);
    const kept = await page.evaluate(async () => {
      const paths: string[] = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
      }
      return paths;
    });
    expect(kept.map((path) => path.replace('/any/where/', '')).sort()).toEqual(storableBelow(siteFolder));
    expect(storableBelow(siteFolder).some((path) => path.endsWith('.wasm'))).toBe(true);
    await page.context().close();
  });

  it('judges a file after a reload with the server gone, and says that it is stored', async () => {
    const page = await browser.page(withWorker);
    await stored(page);
    await expect.poll(() => page.locator('.version').innerText()).toContain('works without a network');
    const asked = browser.requests.length;
    await browser.server.stop();

    await page.reload();
    await give(page, [fileAt(`${examplesFolder}/sequential-without-input.weights.h5`)], 'drop');
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
    await page.locator('[data-example="sequential-with-input.weights.h5"]').click();
    await expect.poll(() => chip(page).innerText()).toBe('Loaded');
    expect(browser.requests.length).toBe(asked);
    // The browser itself looks for a newer service worker and says that it found none.
    expect(browser.complaints().filter((text) => !/service-worker|ERR_PROXY_CONNECTION_FAILED/.test(text))).toEqual([]);
    await page.context().close();
  });

  it('asks for nothing once it is stored', async () => {
    const page = await browser.page(withWorker);
    await stored(page);
    await page.waitForTimeout(500);
    const asked = browser.requests.length;
    await give(page, [fileAt(`${examplesFolder}/custom-layer-after-failed-call.h5`)], 'drop');
    await headline(page).waitFor();
    for (const button of await page.locator('[data-example]').all()) await button.click();
    await page.waitForTimeout(1000);
    // The browser itself looks for a newer service worker, some time after the page is there.
    expect(browser.requests.slice(asked).filter(({path}) => !path.endsWith('/service-worker.js'))).toEqual([]);
    await page.context().close();
  });
});

describe('a newer version', () => {
  const browser = session(standInFolder);

  it('is offered, not while a file is weighed, and used when the user says so', async () => {
    const page = await browser.page(withWorker);
    await stored(page);
    expect(await version(page)).toBe('0.0.0');

    await give(page, [fileOf('slow.weights.h5')], 'drop');
    await headline(page).waitFor();
    const busy = () => page.evaluate(() => document.querySelector('weigh-bridge')?.busy);
    expect(await busy()).toBe(true);
    browser.server.use(siteFolder);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    // The newer version is there and waits.
    if (await busy()) expect(await offer(page).count()).toBe(0);
    await page.getByRole('button', {name: 'Stop'}).click();
    await offer(page).waitFor();

    // It steps back when the next file comes, and returns after it.
    await give(page, [fileOf('slow-again.weights.h5')], 'drop');
    await offer(page).waitFor({state: 'detached'});
    expect(await busy()).toBe(true);
    await page.getByRole('button', {name: 'Stop'}).click();
    await offer(page).waitFor();
    expect(await version(page)).toBe('0.0.0');

    await Promise.all([page.waitForEvent('load'), offer(page).getByRole('button', {name: 'Use it now'}).click()]);
    await expect.poll(() => version(page)).not.toBe('');
    expect(await version(page)).not.toBe('0.0.0');
    expect(await offer(page).count()).toBe(0);
    await page.context().close();
  });

  it('that was accepted in one tab does not reload another', async () => {
    browser.server.use(standInFolder);
    const one = await browser.page(withWorker);
    await stored(one);
    const other = await one.context().newPage();
    await other.goto(browser.server.address + '/');
    await stored(other);
    await expect.poll(() => version(other)).toBe('0.0.0');
    await other.evaluate(() => ((window as {mark?: boolean}).mark = true));
    browser.server.use(siteFolder);
    await one.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await Promise.all([one.waitForEvent('load'), offer(one).getByRole('button', {name: 'Use it now'}).click()]);
    await expect.poll(() => offer(other).innerText()).toContain('in another tab');
    expect(await other.evaluate(() => (window as {mark?: boolean}).mark)).toBe(true);
    await one.context().close();
  });

  it('can be put off', async () => {
    browser.server.use(standInFolder);
    const page = await browser.page(withWorker);
    await stored(page);
    browser.server.use(siteFolder);
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await offer(page).getByRole('button', {name: 'Later'}).click();
    await give(page, [fileOf('good.weights.h5')], 'drop');
    await headline(page).waitFor();
    await page.waitForTimeout(300);
    expect(await offer(page).count()).toBe(0);
    expect(await version(page)).toBe('0.0.0');
    await page.context().close();
  });
});
