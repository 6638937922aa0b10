// The list beside several files: the one that is shown lies in sight, though worse ones are listed before it.

import type {Page} from 'playwright-core';
import {afterEach, expect, it} from 'vitest';

import {examplesFolder, fileAt, give} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();
afterEach(() => expect(browser.complaints()).toEqual([]));

const junk = (name: string) => ({name, mimeType: '', buffer: Buffer.from('no weight file')});

/** Where the marked row lies in the list's window: above it, in it, below it. */
const placeOfMarked = (page: Page) =>
  page.locator('weigh-bridge nav.files ul').evaluate((list) => {
    const row = list.querySelector('[aria-current="true"]')!.getBoundingClientRect();
    const window = list.getBoundingClientRect();
    return row.top < window.top - 1 ? 'above' : row.bottom > window.bottom + 1 ? 'below' : 'in';
  });

it.each([{width: 1280, height: 720}, {width: 390, height: 800}])('keeps the shown file in sight: $width pixels', async (viewport) => {
  const page = await browser.page({viewport});
  const input = page.locator('weigh-bridge-drop input[type="file"]');
  await give(page, [fileAt(`${examplesFolder}/sequential-with-input.weights.h5`)], 'drop');
  await page.locator('weigh-bridge #headline').waitFor();
  await input.setInputFiles(Array.from({length: 14}, (_, n) => junk(`junk-${n}.h5`)));
  const chips = page.locator('weigh-bridge nav.files .chip');
  await expect.poll(() => chips.allInnerTexts()).toHaveLength(15);
  await expect.poll(async () => (await chips.allInnerTexts()).at(-1)).toBe('Loaded');
  await page.locator('weigh-bridge nav.files button', {hasText: 'sequential-with-input'}).evaluate((button: HTMLElement) => button.click());
  await expect.poll(() => placeOfMarked(page)).toBe('in');
  expect(await page.locator('weigh-bridge nav.files ul').evaluate(({scrollTop}) => scrollTop)).toBeGreaterThan(100);

  // Worse ones come before it; it moves on, and the list follows.
  await input.setInputFiles(Array.from({length: 6}, (_, n) => junk(`more-${n}.h5`)));
  await expect.poll(() => chips.allInnerTexts()).toHaveLength(21);
  await expect.poll(() => placeOfMarked(page)).toBe('in');

  // Once the reader scrolls the list it stays where he has it.
  await page.locator('weigh-bridge nav.files ul').evaluate((list) => (list.scrollTop = 60));
  await page.evaluate(() => document.querySelector('weigh-bridge')!.requestUpdate());
  await page.waitForTimeout(300);
  expect(await page.locator('weigh-bridge nav.files ul').evaluate(({scrollTop}) => scrollTop)).toBe(60);
  await page.context().close();
});

it('is brought into sight where a file is dropped further down the page', async () => {
  const page = await browser.page({viewport: {width: 390, height: 700}});
  await give(page, [fileAt(`${examplesFolder}/sequential-with-input.weights.h5`)], 'drop');
  await page.locator('weigh-bridge #headline').waitFor();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await give(page, [fileAt(`${examplesFolder}/subclassed-after-build.weights.h5`)], 'drop', 'body');
  await expect.poll(() => page.locator('weigh-bridge .verdict .file').innerText()).toContain('after-build');
  await expect.poll(() => page.locator('weigh-bridge-drop').evaluate((box) => Math.abs(box.getBoundingClientRect().top) < innerHeight)).toBe(true);
  await page.context().close();
});
