// The main job, with the real engine: files in, the right verdict out, by every way a file can come.

import {readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import type {Page} from 'playwright-core';
import {afterEach, describe, expect, it} from 'vitest';

import {chip, fileAt, fileOf, give, headline, examplesFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();
afterEach(() => expect(browser.complaints()).toEqual([]));

// What real Keras put in each (corpus: A01, A05, A03, A02b, A04 of Keras 3.6.0 and tf.keras 2.15; A09 of Keras 3.15.1).
const truth = {
  'sequential-with-input.weights.h5': 'Loaded',
  'sequential-without-input.weights.h5': 'Empty',
  'custom-layer-with-add-weight.h5': 'Loaded',
  'custom-layer-after-failed-call.h5': 'Empty',
  'subclassed-after-call.weights.h5': 'Loaded',
  'subclassed-after-summary.weights.h5': 'Empty',
  'subclassed-after-build.weights.h5': 'Empty',
  'quantized-int8.weights.h5': 'Loaded',  // Keras 3.15.1: model.quantize('int8')
  'quantized-never-calibrated.weights.h5': 'Empty',  // layer.quantize('gptq', ...) of both layers
};
const example = (name: string) => fileAt(join(examplesFolder, name));

describe('the examples', () => {
  it.each(Object.entries(truth))('%s by its button: %s', async (name, verdict) => {
    const page = await browser.page();
    await page.click(`[data-example="${name}"]`);
    await headline(page).waitFor();
    expect((await chip(page).innerText()).trim()).toBe(verdict);
    expect(await page.locator('weigh-bridge .name-line .file').innerText()).toBe(name);
    const said = await page.locator('weigh-bridge .verdict').innerText();
    expect(await headline(page).innerText()).not.toBe('');
    expect(await page.locator('weigh-bridge .frame > [role="status"]').innerText()).toContain(name);
    // An empty file names a fix, a loaded one has nothing to complain of.
    // That the loaded ones were never trained is true, and said once their values are read.
    const problems = await page.locator('weigh-bridge-findings article:is(.error, .warning):not(#finding-never-trained)').count();
    if (verdict === 'Empty') {
      expect(problems).toBeGreaterThan(0);
      expect(said).toContain('What to do');
      expect(await page.locator('weigh-bridge .verdict weigh-bridge-code').first().isVisible()).toBe(true);
    } else {
      expect(problems).toBe(0);
      expect(await page.locator('weigh-bridge-layers [role="row"].layer').count()).toBe(2);
    }
    await page.context().close();
  });
});

describe('ways in', () => {
  const file = example('custom-layer-with-add-weight.h5');

  it('takes a drop on the zone', async () => {
    const page = await browser.page();
    await give(page, [file], 'drop');
    await headline(page).waitFor();
    expect((await chip(page).innerText()).trim()).toBe('Loaded');
  });

  it('takes a drop beside the zone', async () => {
    const page = await browser.page();
    await give(page, [file], 'drop', 'footer');
    await headline(page).waitFor();
  });

  it('takes a paste into the element, and anywhere on the page', async () => {
    for (const where of ['weigh-bridge', 'body']) {
      const page = await browser.page();
      await give(page, [file], 'paste', where);
      await headline(page).waitFor();
      expect(await page.locator('weigh-bridge nav.files').count()).toBe(0); // once, not twice
    }
  });

  it('says that there is no file in a clipboard without one', async () => {
    const page = await browser.page();
    await give(page, [], 'paste');
    await expect.poll(() => page.locator('weigh-bridge .notice').innerText()).toContain('no file in the clipboard');
  });

  it('takes picked files, the same one twice', async () => {
    const page = await browser.page();
    const path = join(tmpdir(), 'weighbridge-picked.h5');
    writeFileSync(path, file.bytes);
    for (let round = 0; round < 2; round += 1) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', {name: 'Choose files'}).click()]);
      await chooser.setFiles(path);
    }
    await expect.poll(() => page.locator('weigh-bridge nav.files li').count()).toBe(2);
  });

  it('weighs several at once and shows the one that is chosen', async () => {
    const page = await browser.page();
    const names = ['subclassed-after-call.weights.h5', 'subclassed-after-summary.weights.h5', 'custom-layer-after-failed-call.h5'];
    await give(page, names.map(example), 'drop');
    await expect.poll(() => page.locator('weigh-bridge nav.files .chip').allInnerTexts()).toEqual(['Empty', 'Empty', 'Loaded']);
    await page.locator('weigh-bridge nav.files li button').first().click();
    expect(await page.locator('weigh-bridge .verdict .file').innerText()).toBe(names[1]);
    await page.getByRole('button', {name: 'Clear all'}).click();
    await expect.poll(() => page.locator('weigh-bridge .verdict').count()).toBe(0);
  });
});

describe('many files', () => {
  const many = () => [example('sequential-with-input.weights.h5'), example('sequential-without-input.weights.h5'), fileOf('cut.weights.h5', example('subclassed-after-call.weights.h5').bytes.subarray(0, 9000))];
  const chips = (page: Page) => page.locator('weigh-bridge nav.files .chip').allInnerTexts();

  it('have the worst first, a sum, and a filter for the bad ones', async () => {
    const page = await browser.page();
    await give(page, many(), 'drop');
    await expect.poll(() => chips(page)).toEqual(['Damaged', 'Empty', 'Loaded']);
    expect(await page.locator('weigh-bridge nav.files header').innerText()).toContain('Weighed files (3): 1 loaded, 1 empty, 1 damaged');
    const filter = page.getByRole('button', {name: 'Only bad ones (2)'});
    await filter.click();
    expect(await filter.getAttribute('aria-pressed')).toBe('true');
    expect(await chips(page)).toEqual(['Damaged', 'Empty']);
    await filter.click();
    expect(await chips(page)).toEqual(['Damaged', 'Empty', 'Loaded']);
  });

  it('are saved as one file with a report a line, each as the page has it', async () => {
    const page = await browser.page();
    await page.evaluate(() => {
      const newest = new Map<number, Blob>();
      Object.assign(window, {newest});
      for (const kind of ['weighbridge-report', 'weighbridge-confirmed', 'weighbridge-values']) {
        document.querySelector('weigh-bridge')!.addEventListener(kind, (event) => {
          const {id, json} = (event as CustomEvent<{id: number; json: Blob}>).detail;
          newest.set(id, json);
        });
      }
    });
    await give(page, many(), 'drop');
    await expect.poll(() => chips(page)).toEqual(['Damaged', 'Empty', 'Loaded']);
    await page.waitForFunction(() => !(document.querySelector('weigh-bridge') as unknown as {busy: boolean}).busy);
    const reports = await page.evaluate(() => Promise.all([...(window as unknown as {newest: Map<number, Blob>}).newest.values()].map((json) => json.text())));
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Save all reports'}).click()]);
    expect(download.suggestedFilename()).toBe('weighbridge-reports.jsonl');
    const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as {file: {name: string}}).file.name)).toEqual(['cut.weights.h5', 'sequential-without-input.weights.h5', 'sequential-with-input.weights.h5']);
    expect([...lines].sort()).toEqual(reports.map((report) => report.trimEnd()).sort());
  });
});

describe('what is no weight file', () => {
  const good = example('sequential-with-input.weights.h5');
  it.each([
    ['nothing.weights.h5', '', 'Not a weight file'],
    ['page.h5', '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body></body></html>', 'Not a weight file'],
    ['pointer.h5', `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 12345\n`, 'Not a weight file'],
    ['notes.h5', 'dear reader, this is just text\n', 'Not a weight file'],
    ['half.weights.h5', good.bytes.subarray(0, good.bytes.length / 2), 'Damaged'],
    ['almost.weights.h5', good.bytes.subarray(0, Math.floor(good.bytes.length * 0.99)), 'Damaged'],
  ])('%s', async (name, content, verdict) => {
    const page = await browser.page();
    await give(page, [fileOf(name, content)], 'drop');
    await headline(page).waitFor();
    expect((await chip(page).innerText()).trim()).toBe(verdict);
    const words = await headline(page).innerText();
    expect(words).not.toMatch(/HDF5-DIAG|H5[A-Z]/);
  });
});

describe('the page itself', () => {
  it.each(['light', 'dark'] as const)('fits a phone of 320 pixels, %s', async (colorScheme) => {
    const page = await browser.page({viewport: {width: 320, height: 640}, colorScheme});
    await give(page, [example('sequential-without-input.weights.h5')], 'drop');
    await headline(page).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  it('changes its theme for the page and the element alike', async () => {
    const page = await browser.page({colorScheme: 'light'});
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const card = () => page.locator('weigh-bridge-drop .zone').evaluate((zone) => getComputedStyle(zone).backgroundColor);
    const before = [await paper(), await card()];
    await page.locator('#theme').click();
    expect([await paper(), await card()]).toEqual(before);
    await page.locator('#theme').click();
    await page.waitForTimeout(200); // the card's colour glides
    const after = [await paper(), await card()];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('saves the engine’s own report', async () => {
    const page = await browser.page();
    await give(page, [example('subclassed-after-call.weights.h5')], 'drop');
    await headline(page).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Save the report'}).click()]);
    expect(download.suggestedFilename()).toBe('subclassed-after-call.weights.h5.weighbridge.json');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const report = JSON.parse(Buffer.concat(chunks).toString()) as {schema: string; layers: unknown[]};
    expect(report.schema).toBe('weighbridge/report@2');
    expect(report.layers).toHaveLength(2);
  });
});
