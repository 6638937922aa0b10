// What people do with a report: find a layer, see a tensor's values, go between findings and rows, take it along, print it.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import type {Download, Locator, Page} from 'playwright-core';
import {afterEach, describe, expect, it} from 'vitest';

import {corpus} from '../support/file-sets.mjs';
import {denseLayers} from '../support/hdf5-writer.mjs';
import {fileAt, give, headline, examplesFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();
afterEach(() => expect(browser.complaints()).toEqual([]));

const never = fileAt(`${examplesFolder}/sequential-with-input.weights.h5`);
const empty = fileAt(`${examplesFolder}/sequential-without-input.weights.h5`);
const trained = () => fileAt(join(corpus(), 'keras3.15.1/D02_trained_few_steps.weights.h5'));
const table = (page: Page) => page.locator('weigh-bridge-layers').first();

async function weighed(page: Page, file: ReturnType<typeof fileAt>, values = true): Promise<void> {
  await give(page, [file], 'drop');
  await headline(page).waitFor();
  if (values) await expect.poll(() => page.locator('weigh-bridge .read').innerText()).toContain('Values read');
}

async function contentOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

/** Whether all of it is within the window. */
async function onScreen(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const {top, bottom} = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

describe('the buttons of a report', () => {
  it('are told apart by their names', async () => {
    const page = await browser.page();
    await weighed(page, empty, false);
    const names = await page.locator('weigh-bridge').evaluate((box) => {
      const found: string[] = [];
      const visit = (root: ParentNode) => {
        for (const element of root.querySelectorAll('*')) {
          if (element.localName === 'button' && element.getAttribute('role') !== 'tab') found.push(element.getAttribute('aria-label') ?? element.textContent!.trim());
          if (element.shadowRoot !== null) visit(element.shadowRoot);
        }
      };
      visit(box.shadowRoot!);
      return found;
    });
    const copies = names.filter((name) => name.startsWith('Copy: '));
    expect(copies.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the layer table', () => {
  it('sorts by its heads: largest first, the other way, as in the file', async () => {
    const page = await browser.page();
    await weighed(page, trained());
    const names = () => table(page).locator('.layer .name strong').allInnerTexts();
    const before = await names();
    const size = table(page).getByRole('button', {name: 'Size'});
    const head = table(page).locator('[role="columnheader"].size');
    await size.click();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const bars = await table(page).locator('.layer .bar').evaluateAll((all) => all.map((bar) => Number((bar as HTMLElement).style.getPropertyValue('--part'))));
    expect(bars[0]).toBe(1);
    expect(bars).toEqual([...bars].sort((a, b) => b - a));
    await size.click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await size.click();
    expect(await names()).toEqual(before);
  });

  it('draws a tensor’s histogram with a part that is fetched only then, under the page’s policy', async () => {
    const page = await browser.page();
    const refused: string[] = [];
    await page.exposeFunction('refused', (directive: string) => refused.push(directive));
    await page.evaluate(() => document.addEventListener('securitypolicyviolation', (event) => (window as unknown as {refused(what: string): void}).refused(event.effectiveDirective)));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await weighed(page, never);
    expect(asked).toEqual([]);
    await table(page).locator('.layer').first().click();
    await table(page).locator('.of-values').first().click();
    const values = table(page).locator('weigh-bridge-values');
    await values.locator('canvas').waitFor();
    expect(asked.filter((path) => path.endsWith('.js'))).toHaveLength(1);
    expect(await values.locator('dl').innerText()).toMatch(/values\s+160/);
    // Something is drawn, and uPlot's style is in force (its canvas fills the chart) without any inline style having been refused.
    const drawn = await values.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const {data} = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return {inked: data.some((value, index) => index % 4 === 3 && value > 0), display: getComputedStyle(canvas).display};
    });
    expect(drawn).toEqual({inked: true, display: 'block'});
    expect(refused).toEqual([]);
    // By keyboard: closed, opened, into it and back.
    await table(page).locator('[role="row"].tensor').first().focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => values.count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => values.count()).toBe(1);
  });
});

describe('findings and rows', () => {
  it('lead to each other, and the address says where; back goes back', async () => {
    const page = await browser.page();
    await weighed(page, never);
    const finding = page.locator('weigh-bridge-findings #finding-never-trained');
    await finding.getByRole('link', {name: 'layers/dense/vars/0'}).click();
    expect(new URL(page.url()).hash).toBe('#layer=layers%2Fdense');
    await expect.poll(() => table(page).locator('[role="row"]:focus').innerText()).toContain('dense');
    expect(await table(page).locator('.tensor').count()).toBeGreaterThan(0);
    const mark = table(page).locator('.layer .mark').first();
    expect(await mark.textContent()).toContain('never trained');
    await mark.click();
    expect(new URL(page.url()).hash).toBe('#finding=never-trained');
    await expect.poll(() => finding.locator('h3').evaluate((title) => title.matches(':focus'))).toBe(true);
    await page.goBack();
    await expect.poll(() => table(page).locator('[role="row"]:focus').count()).toBe(1);
    await page.goForward();
    await expect.poll(() => finding.locator('h3').evaluate((title) => title.matches(':focus'))).toBe(true);
    expect(new URL(page.url()).search).toBe('');
  });

  it('a link puts its layer on the screen, and back the page where it was, with the focus on the link', async () => {
    const page = await browser.page({viewport: {width: 900, height: 500}});
    await weighed(page, never);
    const link = page.locator('weigh-bridge-findings #finding-never-trained').getByRole('link', {name: 'layers/dense/vars/0'});
    await link.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await link.click();
    const row = table(page).locator('[role="row"]:focus');
    await expect.poll(() => row.count()).toBe(1);
    await expect.poll(() => onScreen(row)).toBe(true);
    expect(await page.evaluate(() => scrollY)).not.toBe(before);
    await page.goBack();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
    expect(await link.evaluate((one) => one.matches(':focus'))).toBe(true);
    await page.goForward();
    await expect.poll(() => onScreen(row)).toBe(true);
  });

  it('an address with a layer in it puts it on the screen, however many there are', async () => {
    const page = await browser.page({viewport: {width: 900, height: 500}});
    await page.evaluate(() => (location.hash = '#layer=layers%2Fdense_450'));
    await page.reload();
    await page.waitForFunction(() => document.querySelector('#version')?.textContent !== '');
    await weighed(page, {name: 'many.weights.h5', bytes: denseLayers(500)});
    const row = table(page).locator('[role="row"]:focus');
    await expect.poll(() => row.count()).toBe(1);
    expect(await row.innerText()).toContain('dense_450');
    await expect.poll(() => onScreen(row)).toBe(true);
  });

  it('keeps the focus there, however late the verdict is drawn', async () => {
    const page = await browser.page({viewport: {width: 900, height: 500}});
    await page.addInitScript(() => {
      const frame = globalThis.requestAnimationFrame.bind(globalThis);
      globalThis.requestAnimationFrame = (draw) => frame(() => setTimeout(() => draw(performance.now()), 1000));
    });
    await page.evaluate(() => (location.hash = '#layer=layers%2Fdense_2'));
    await page.reload();
    await page.waitForFunction(() => document.querySelector('#version')?.textContent !== '');
    await weighed(page, {name: 'few.weights.h5', bytes: denseLayers(5)});
    await page.waitForTimeout(3000);
    expect(await table(page).locator('[role="row"]:focus').innerText()).toContain('dense_2');
  });

  it('an address with a place in it waits for the report, and for what the values add', async () => {
    const page = await browser.page();
    await page.evaluate(() => (location.hash = '#finding=never-trained'));
    await page.reload();
    await page.waitForFunction(() => document.querySelector('#version')?.textContent !== '');
    await weighed(page, never);
    await expect.poll(() => page.locator('weigh-bridge-findings #finding-never-trained h3').evaluate((title) => title.matches(':focus'))).toBe(true);
  });
});

describe('the verdict’s card', () => {
  it.each([1280, 390])('says that a loaded file was never trained, and stays as high as it was, %d pixels wide', async (width) => {
    const page = await browser.page({viewport: {width, height: 800}});
    await page.evaluate(() => {
      const heights: number[] = [];
      Object.assign(window, {heights});
      document.querySelector('weigh-bridge')!.addEventListener('weighbridge-report', (event) => {
        const bridge = event.target as HTMLElement & {updateComplete: Promise<unknown>};
        const look = () => {
          const card = bridge.shadowRoot!.querySelector('.verdict');
          if (card !== null) heights.push(card.getBoundingClientRect().height);
          requestAnimationFrame(look);
        };
        void bridge.updateComplete.then(look);
      });
    });
    await weighed(page, never);
    await expect.poll(() => page.locator('weigh-bridge .verdict .in-a-word').innerText()).toMatch(/Loaded\s*untrained\?/);
    await page.waitForTimeout(200);
    const heights = await page.evaluate(() => (window as unknown as {heights: number[]}).heights);
    expect([...new Set(heights)]).toHaveLength(1);
  });

  it('folds what was not checked by the reason, in words', async () => {
    const page = await browser.page();
    await weighed(page, fileAt(join(corpus(), 'derived/zip_crlf.keras')), false);
    const folds = page.locator('weigh-bridge-findings .not-run summary');
    await expect.poll(() => folds.count()).toBeGreaterThan(0);
    for (const text of await folds.allInnerTexts()) expect(text).toMatch(/^Not checked \(\d+\): .{10,}/);
  });
});

describe('taking it along', () => {
  it('as Markdown, through the clipboard', async () => {
    const page = await browser.page({permissions: ['clipboard-read', 'clipboard-write']});
    await weighed(page, empty, false);
    await page.getByRole('button', {name: 'Copy as Markdown'}).click();
    await expect.poll(() => page.locator('weigh-bridge .take .said').innerText()).toContain('Copied');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.replaceAll('\\', '')).toContain(await headline(page).innerText());
    expect(text.replaceAll('\\', '')).toContain('dense (Dense) and dense_1 (Dense)');
    expect(text).toContain('never-built');
    expect(text.length).toBeLessThan(60_000);
  });

  it('as one page that needs no script, escapes what the file says, and is dark where the reader is', async () => {
    const page = await browser.page();
    const name = '<img src=x onerror=alert(1)>&amp;.weights.h5';
    await weighed(page, {name, bytes: never.bytes});
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Save as one HTML page'}).click()]);
    const content = await contentOf(download);
    expect(content).not.toContain('<img');
    expect(content).not.toMatch(/<script|<[^>]*\s(on\w+|src|href)=|url\(|<!--/);

    const context = await page.context().browser()!.newContext({javaScriptEnabled: false, colorScheme: 'dark', offline: true});
    const saved = await context.newPage();
    await saved.setContent(content);
    expect(await saved.locator('h2.headline').innerText()).toContain('This file is loaded');
    expect(await saved.locator('.name-line .file').innerText()).toBe(name);
    expect(await saved.locator('tr.layer').count()).toBe(2);
    expect(await saved.locator('tr.tensor .histogram').count()).toBeGreaterThan(0);
    expect(await saved.locator('article.finding h3').innerText()).toContain('never trained');
    expect(await saved.locator('pre.code').count()).toBeGreaterThan(1); // the fixes of every version
    expect(await saved.locator('table.loaders tr').count()).toBeGreaterThan(10); // the older versions too
    const paper = await saved.evaluate(() => getComputedStyle(document.documentElement).backgroundColor).catch(() => null);
    expect(paper).toBe('rgb(18, 23, 28)');
    await context.close();
  });
});

describe('on paper', () => {
  it('everything is open, nothing is there to press, and it is light', async () => {
    const page = await browser.page({colorScheme: 'dark'});
    await weighed(page, trained());
    const details = page.locator('weigh-bridge .result details');
    const closed = await details.evaluateAll((all) => all.filter((one) => !(one as HTMLDetailsElement).open).length);
    expect(closed).toBeGreaterThan(0);
    await page.emulateMedia({media: 'print', colorScheme: 'dark'});
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await details.evaluateAll((all) => all.filter((one) => !(one as HTMLDetailsElement).open).length)).toBe(0);
    for (const button of await page.getByRole('button').all()) if (await button.isVisible()) expect(await button.getAttribute('class')).toBe('sort');
    const ink = await page.locator('weigh-bridge #headline').evaluate((title) => getComputedStyle(title).color);
    expect(ink).toBe('rgb(27, 39, 48)');
    expect(await page.locator('header.top').isVisible()).toBe(false);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await details.evaluateAll((all) => all.filter((one) => !(one as HTMLDetailsElement).open).length)).toBe(closed);
  });
});
