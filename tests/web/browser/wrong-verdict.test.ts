// A link to report a wrong verdict stands there only where an address is known that takes such reports.

import {describe, expect, it} from 'vitest';

import {chip, fileAt, fileOf, give, headline, examplesFolder, siteFolder} from '../support/page.mjs';
import {standInFolder} from '../support/scenes.mjs';
import {session} from '../support/session.js';

const link = '.wrong a';

describe('where an address is known', () => {
  const browser = session(standInFolder);

  it('a verdict has a link that fills in what is known, and says where it leads', async () => {
    const page = await browser.page();
    await give(page, [fileOf('reported.h5')], 'drop');
    await chip(page).waitFor();
    // The newest report, with the values.
    await expect.poll(() => page.locator(link).getAttribute('href')).toBe('https://reports.example/new?title=Wrong&body=with%20values');
    expect(await page.locator(link).getAttribute('rel')).toBe('noopener noreferrer');
    expect(await page.locator(link).getAttribute('target')).toBe('_blank');
    expect(await page.locator('.wrong + p').innerText()).toMatch(/^Opens reports\.example in a new tab\..*no name or value/);
    expect(browser.complaints()).toEqual([]);
  });

  it('another file has none without one', async () => {
    const page = await browser.page();
    await give(page, [fileOf('good.h5')], 'drop');
    await chip(page).waitFor();
    expect(await page.locator(link).count()).toBe(0);
  });
});

describe('where none is known', () => {
  const browser = session(siteFolder);

  it('there is no link', async () => {
    const page = await browser.page();
    await give(page, [fileAt(`${examplesFolder}/sequential-without-input.weights.h5`)], 'drop');
    await headline(page).waitFor();
    expect(await page.locator('.take').count()).toBe(1);
    expect(await page.locator(link).count()).toBe(0);
  });
});
