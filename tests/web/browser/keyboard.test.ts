// The whole job without a mouse, and what a screen reader is told.

import type {Page} from 'playwright-core';
import {afterEach, describe, expect, it} from 'vitest';

import {fileAt, give, headline, examplesFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();
afterEach(() => expect(browser.complaints()).toEqual([]));

/** The element that has the focus, through all shadow roots, in a few words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (active === null) return '';
    const role = active.getAttribute('role') ?? active.localName;
    return `${role}: ${(active.textContent ?? '').trim().replace(/\s+/g, ' ')}`;
  });
}

async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    if (wanted.test(await focused(page))) return;
  }
  throw new Error(`Tab never reaches ${wanted}; last: ${await focused(page)}`);
}

describe('by keyboard', () => {
  it('chooses a file, lands on the verdict, copies the fix, walks the layers', async () => {
    const page = await browser.page({permissions: ['clipboard-read', 'clipboard-write']});
    page.on('filechooser', (chooser) => void chooser.setFiles(`${examplesFolder}/sequential-without-input.weights.h5`));
    await tabTo(page, /^button: Choose files/);
    await page.keyboard.press('Enter');

    await headline(page).waitFor();
    await expect.poll(() => focused(page)).toBe(`h2: ${await headline(page).innerText()}`);
    expect(await page.locator('weigh-bridge .frame > [role="status"]').innerText()).toContain(await headline(page).innerText());

    // The tabs are one stop; arrows move between them.
    const tabs = page.locator('weigh-bridge .verdict weigh-bridge-fixes [role="tab"]');
    if ((await tabs.count()) > 1) {
      await tabTo(page, /^tab:/);
      const first = await tabs.first().innerText();
      expect(await focused(page)).toContain(first.split(' · ')[0]);
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => tabs.nth(1).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Home');
      await expect.poll(() => tabs.first().getAttribute('aria-selected')).toBe('true');
    }
    await tabTo(page, /^button: Copy$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('button: Copied');
    const code = await page.locator('weigh-bridge .verdict weigh-bridge-code pre').first().innerText();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);

    await tabTo(page, /^row:/);
    expect(await focused(page)).toContain('dense');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toContain('dense_1');
    await tabTo(page, /^button: Save the report/);
  });

  it('opens and closes a layer and moves among its tensors', async () => {
    const page = await browser.page();
    await give(page, [fileAt(`${examplesFolder}/sequential-with-input.weights.h5`)], 'drop');
    await expect.poll(() => page.locator('weigh-bridge .read').innerText()).toContain('Values read');
    await tabTo(page, /^row:/);
    await page.keyboard.press('ArrowRight');
    const grid = page.locator('weigh-bridge-layers [role="treegrid"]');
    await expect.poll(() => grid.locator('[role="row"].tensor').count()).toBe(4); // two tensors, each with its values
    expect(await grid.getAttribute('aria-rowcount')).toBe('7');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toContain('20 × 8');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(page)).toMatch(/^row:.*Dense/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => grid.locator('[role="row"].tensor').count()).toBe(0);
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).toContain('dense_1');
    await page.keyboard.press('Enter');
    await expect.poll(() => grid.locator('[role="row"].tensor').count()).toBe(4);
  });

  it('tries an example and gets to its verdict', async () => {
    const page = await browser.page();
    await tabTo(page, /^button: Empty\s*after summary/);
    await page.keyboard.press('Enter');
    await headline(page).waitFor();
    await expect.poll(() => focused(page)).toBe(`h2: ${await headline(page).innerText()}`);
  });

  it('leaves the focus alone when the user is somewhere else on the page', async () => {
    const page = await browser.page();
    await page.locator('#theme').focus();
    await give(page, [fileAt(`${examplesFolder}/sequential-with-input.weights.h5`)], 'paste', 'body');
    await headline(page).waitFor();
    await page.waitForTimeout(100);
    expect(await focused(page)).toContain('Theme');
  });
});
