// The values, behind the verdict's back: progress, stop, the newer report, faults; and the box for error messages. With the engine's
// stand-in, whose reading takes as long as its file's name says.

import {resolve} from 'node:path';

import type {Page} from 'playwright-core';
import {afterEach, describe, expect, it} from 'vitest';

import {chip, fileOf, give, headline, project} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session(resolve(project, 'build/site-stand-in'));
afterEach(() => expect(browser.complaints()).toEqual([]));

const strip = (page: Page) => page.locator('weigh-bridge .scan');
const read = (page: Page) => page.locator('weigh-bridge .read');

describe('the values', () => {
  it('come after the verdict, into the opened layer', async () => {
    const page = await browser.page();
    await give(page, [fileOf('nan.weights.h5')], 'drop');
    await expect.poll(() => read(page).innerText()).toContain('Values read');
    expect(await strip(page).count()).toBe(0); // too quick for a bar
    expect(await page.locator('weigh-bridge-findings h3').allInnerTexts()).toEqual(['Some weights are NaN']);
    expect(await page.locator('weigh-bridge .frame > [role="status"]').innerText()).toContain('1 more finding');
    await page.locator('weigh-bridge-layers .layer').first().click();
    const rows = page.locator('weigh-bridge-layers .of-values');
    expect(await rows.count()).toBe(2);
    expect(await rows.first().innerText()).toMatch(/min\s+-0.31\s+max\s+0.298\s+mean\s+0.00123\s+std\s+0.0871/);
    expect(await rows.first().locator('.histogram rect').count()).toBeGreaterThan(20);
    expect(await rows.nth(1).innerText()).toContain('3 NaN');
  });

  it('show their progress, can be stopped and read again; the verdict is there from the start', async () => {
    const page = await browser.page();
    await give(page, [fileOf('slow.weights.h5')], 'drop');
    await headline(page).waitFor();
    await page.locator('weigh-bridge-layers .layer').first().click();
    await strip(page).locator('progress').waitFor();
    expect(await page.locator('weigh-bridge-findings .muted').first().innerText()).toContain('Nothing so far');
    await page.getByRole('button', {name: 'Stop'}).click();
    await expect.poll(() => strip(page).innerText()).toContain('stopped');
    // The newer report left the table as it was.
    expect(await page.locator('weigh-bridge-layers .tensor').count()).toBe(2);
    await page.getByRole('button', {name: 'Read all values'}).click();
    await expect.poll(() => read(page).innerText(), {timeout: 30_000}).toContain('2,000 tensors');
    expect(await strip(page).count()).toBe(0);
    expect(await page.locator('weigh-bridge-findings .muted').first().innerText()).toContain('Nothing to complain about');
  });

  it('do not hold up other files', async () => {
    const page = await browser.page();
    await give(page, [fileOf('slow.weights.h5')], 'drop');
    await strip(page).locator('progress').waitFor();
    await give(page, [fileOf('empty.weights.h5')], 'drop');
    await expect.poll(() => headline(page).innerText()).toContain('empty');
    expect(await page.locator('weigh-bridge nav.files .chip').allInnerTexts()).toEqual(['Empty', 'Loaded']);
  });

  it('cost only themselves when they bring the engine down', async () => {
    const page = await browser.page();
    await give(page, [fileOf('late-fault.weights.h5')], 'drop');
    await expect.poll(() => strip(page).innerText()).toContain('could not all be read');
    expect((await chip(page).innerText()).trim()).toBe('Loaded');
    await give(page, [fileOf('good.weights.h5')], 'drop');
    await expect.poll(() => read(page).innerText()).toContain('Values read');
  });
});

describe('an error message', () => {
  const said = "Traceback (most recent call last):\n  ...\nValueError: Layer 'dense' expected 2 variables, but received 0 variables during loading.";

  it('is explained without a file, then for the file that is weighed', async () => {
    const page = await browser.page();
    await page.getByText('I have an error message').click();
    await page.getByLabel('The message').fill(said);
    await page.getByRole('button', {name: 'What does it mean?'}).click();
    const answer = page.locator('weigh-bridge-message article');
    await expect.poll(() => answer.innerText()).toContain('What to check: weigh the file');
    await give(page, [fileOf('empty.weights.h5')], 'drop');
    await expect.poll(() => answer.innerText()).toContain('For empty.weights.h5: in empty.weights.h5 the layer is empty');
  });

  it('that is not known is not guessed at', async () => {
    const page = await browser.page();
    await page.getByText('I have an error message').click();
    await page.getByLabel('The message').fill('the dog ate it');
    await page.getByRole('button', {name: 'What does it mean?'}).click();
    await expect.poll(() => page.locator('weigh-bridge-message .none').innerText()).toContain('not known here');
  });
});
