// "Copy link to this report": made by button or keyboard, opened without the file, and said to be a report and not a file.

import {describe, expect, it} from 'vitest';
import type {Page} from 'playwright-core';

import {axeFindings, overflowing} from '../support/accessibility.js';
import {chip, examplesFolder, fileAt, give, headline} from '../support/page.mjs';
import {session} from '../support/session.js';

const empty = fileAt(`${examplesFolder}/subclassed-after-build.weights.h5`);
const browser = session();
const clipboard = {permissions: ['clipboard-read', 'clipboard-write']};

/** The link that the page makes of a file. */
async function linkFrom(page: Page, act: () => Promise<void>): Promise<string> {
  await give(page, [empty], 'drop');
  await headline(page).waitFor();
  await page.locator('weigh-bridge .share button:enabled').waitFor();
  await act();
  await page.locator('weigh-bridge .take .said', {hasText: 'Copied'}).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function opened(link: string, options = {}) {
  const page = await browser.blank(options);
  await page.goto(link);
  await page.locator('weigh-bridge .shared-note').waitFor();
  return page;
}

const note = (page: Page) => page.locator('weigh-bridge .shared-note');

describe('a link to a report', () => {
  it('shows the report without the file, and says that it is none', async () => {
    const page = await browser.page(clipboard);
    const link = await linkFrom(page, () => page.getByRole('button', {name: 'Copy link to this report'}).click());
    expect(link.startsWith(`${browser.origin}/#report=`)).toBe(true);
    expect(link.length - link.indexOf('#')).toBeLessThanOrEqual(8193);
    const before = browser.requests.length;
    const other = await opened(link);
    expect(await headline(other).innerText()).toBe(await headline(page).innerText());
    expect(await chip(other).innerText()).toBe('Empty');
    expect(await note(other).innerText()).toContain('This is a report, and not a file.');
    expect(await other.locator('weigh-bridge .verdict .file').innerText()).toBe(empty.name);
    // Nothing to copy, save or paste, and nothing is claimed about what was read.
    expect(await other.locator('weigh-bridge .take, weigh-bridge .read, weigh-bridge weigh-bridge-fixes, weigh-bridge pre').count()).toBe(0);
    // What is behind the # goes to nobody.
    expect(browser.requests.slice(before).filter(({path}) => path.includes('report='))).toEqual([]);
    // A file given afterwards is weighed, and the address is the page's own again.
    await give(other, [fileAt(`${examplesFolder}/sequential-with-input.weights.h5`)], 'drop');
    await expect.poll(() => chip(other).innerText()).toBe('Loaded');
    expect(other.url()).toBe(`${browser.origin}/`);
    expect(browser.complaints()).toEqual([]);
  });

  it('is made by keyboard, without names', async () => {
    const page = await browser.page(clipboard);
    const link = await linkFrom(page, async () => {
      await page.getByRole('button', {name: 'Copy link to this report'}).focus();
      await page.keyboard.press('Tab');
      expect(await page.getByRole('checkbox', {name: 'without names'}).evaluate((box) => (box.getRootNode() as ShadowRoot).activeElement === box)).toBe(true);
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
    });
    const other = await opened(link);
    const text = await other.locator('weigh-bridge').evaluate((box) => (box as HTMLElement).shadowRoot?.textContent ?? '');
    expect(text).not.toMatch(/dense|subclassed-after-build/);
    expect(await note(other).innerText()).toContain('left the names out');
    expect(await other.locator('weigh-bridge .verdict .file').innerText()).toBe('file.weights.h5');
    await other.locator('weigh-bridge-layers', {hasText: 'layer 1'}).first().waitFor();
    expect(browser.complaints()).toEqual([]);
  });

  it.each([
    ['light', {colorScheme: 'light'}],
    ['dark', {colorScheme: 'dark'}],
    ['on a phone', {viewport: {width: 360, height: 740}, hasTouch: true}],
  ] as const)('is to be read: %s', async (_, options) => {
    const page = await browser.page(clipboard);
    const link = await linkFrom(page, () => page.getByRole('button', {name: 'Copy link to this report'}).click());
    const other = await opened(link, options);
    expect(await axeFindings(other)).toEqual([]);
    expect(await overflowing(other)).toEqual([]);
    const sender = await browser.page({...clipboard, ...options});
    await give(sender, [empty], 'drop');
    await sender.locator('weigh-bridge .share button:enabled').waitFor();
    expect(await axeFindings(sender)).toEqual([]);
    expect(await overflowing(sender)).toEqual([]);
  });

  it('that is broken is said to be', async () => {
    const page = await browser.blank();
    await page.goto(`${browser.origin}/#report=abc`);
    await page.getByText('The link to a report is broken').waitFor();
    expect(await page.locator('weigh-bridge .verdict').count()).toBe(0);
    expect(browser.complaints()).toEqual([]);
  });

  it('without a clipboard stands in the address bar', async () => {
    const page = await browser.page();
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', {value: undefined}));
    await give(page, [empty], 'drop');
    await page.locator('weigh-bridge .share button:enabled').waitFor();
    await page.getByRole('button', {name: 'Copy link to this report'}).click();
    await page.locator('weigh-bridge .take .said', {hasText: 'address bar'}).waitFor();
    expect(page.url()).toContain('/#report=');
  });
});
