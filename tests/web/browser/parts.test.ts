// The module's two parts: no ordinary verdict waits for the second, or for HDF5's library; what does wait is told when it is there.

import {readdirSync} from 'node:fs';
import {resolve} from 'node:path';

import type {Page, Route} from 'playwright-core';
import {describe, expect, it} from 'vitest';

import {chip, examplesFolder, fileAt, fileOf, give, headline, project} from '../support/page.mjs';
import {session} from '../support/session.js';

/** A page whose requests for what is behind the verdict are held back until `letGo`. */
async function heldBack(page: Page, origin: string) {
  const held: Route[] = [];
  let holding = true;
  await page.context().route(/weighbridge-rest|inspector/, (route) => (holding ? void held.push(route) : route.continue()));
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => document.querySelector('#version')?.textContent !== '');
  return async () => {
    holding = false;
    await Promise.all(held.map((route) => route.continue()));
  };
}

describe('before the rest of the module is there', () => {
  const browser = session();

  it('the examples are judged, whole', async () => {
    const page = await browser.blank();
    const letGo = await heldBack(page, browser.server.address);
    const examples = readdirSync(examplesFolder).filter((name) => name.endsWith('.h5'));
    expect(examples.length).toBeGreaterThan(6);
    await give(page, examples.map((name) => fileAt(`${examplesFolder}/${name}`)), 'drop');
    const chips = page.locator('weigh-bridge nav.files .chip');
    await expect.poll(() => chips.count()).toBe(examples.length);
    await expect.poll(async () => (await chips.allInnerTexts()).every((text) => /Loaded|Empty|Partly/.test(text))).toBe(true);
    await letGo();
    await page.context().close();
  });

  it('a message is explained when it is', async () => {
    const page = await browser.blank();
    const letGo = await heldBack(page, browser.server.address);
    const explained = page.evaluate(() => (document.querySelector('weigh-bridge') as unknown as {renderRoot: ShadowRoot}).renderRoot
      .querySelector<HTMLElement & {explain(text: string): Promise<{messages: unknown[]}>}>('weigh-bridge-message')!
      .explain('received 0 variables').then(({messages}) => messages.length));
    expect(await Promise.race([explained, page.waitForTimeout(1000).then(() => 'waits')])).toBe('waits');
    await letGo();
    expect(await explained).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe('a file that comes to the rest too early', () => {
  const browser = session(resolve(project, 'build/site-stand-in'));

  it('is judged when that is there', async () => {
    const page = await browser.blank();
    const letGo = await heldBack(page, browser.server.address);
    await give(page, [fileOf('rest.weights.h5')], 'drop');
    await page.waitForTimeout(1000);
    expect(await headline(page).count() === 0 || (await chip(page).innerText()) !== 'Loaded').toBe(true);
    await letGo();
    await expect.poll(async () => (await headline(page).count()) > 0 && (await chip(page).innerText()).trim()).toBe('Loaded');
    await page.context().close();
  });
});
