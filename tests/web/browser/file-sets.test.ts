// Several files that are one thing, and a whole folder: dropped for real (the browser's own drag), chosen, and by keyboard.

import {copyFileSync, mkdirSync, mkdtempSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import type {Page} from 'playwright-core';
import {afterEach, beforeAll, describe, expect, it} from 'vitest';

import {makeSets} from '../support/file-sets.mjs';
import {chip, headline} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();
afterEach(() => expect(browser.complaints()).toEqual([]));
let sets: ReturnType<typeof makeSets>;
beforeAll(() => {
  sets = makeSets();
});

/** A drag from the file manager. A script's own DataTransfer cannot hold a folder. */
async function drop(page: Page, paths: string[]): Promise<void> {
  const box = await page.locator('weigh-bridge-drop').boundingBox();
  const browserSide = await page.context().newCDPSession(page);
  const at = {x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20, data: {items: [], files: paths, dragOperationsMask: 1}};
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await browserSide.send('Input.dispatchDragEvent', {type, ...at});
}

const listed = (page: Page) => page.locator('weigh-bridge nav.files .file').evaluateAll((all) => all.map((one) => one.textContent!.replace(/\s+/g, ' ').trim()));
const read = (page: Page) => page.locator('weigh-bridge .read');

async function shards(page: Page): Promise<void> {
  await headline(page).waitFor();
  expect((await chip(page).innerText()).trim()).toBe('Loaded');
  expect(await page.locator('weigh-bridge .verdict .file').innerText()).toBe('C03_shard.weights.json');
  expect(await page.locator('weigh-bridge .judged-files li').count()).toBe(4);
  await expect.poll(() => read(page).innerText()).toContain('12 tensors');
  await page.locator('weigh-bridge-layers .layer').last().click();
  expect(await page.locator('weigh-bridge-layers .tensor .stored').first().innerText()).toContain('C03_shard_00002.weights.h5');
}

describe('files that are one thing', () => {
  it('a sharded save, its pieces dropped', async () => {
    const page = await browser.page();
    await drop(page, readdirSync(sets.shards).map((name) => join(sets.shards, name)));
    await shards(page);
    expect(await page.locator('weigh-bridge nav.files').count()).toBe(0); // one thing needs no list
  });

  it('a sharded save, its folder chosen by keyboard', async () => {
    const page = await browser.page();
    // Listened for well ahead: the browser must have heard that its own dialog is not wanted before the key comes.
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', {name: 'Choose a folder'}).focus();
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(sets.shards);
    await shards(page);
  });

  it('a shard that is missing is missed', async () => {
    const page = await browser.page();
    await drop(page, readdirSync(sets.shards).filter((name) => !name.includes('00001')).map((name) => join(sets.shards, name)));
    await headline(page).waitFor();
    expect((await chip(page).innerText()).trim()).toBe('Partly loaded');
    expect(await page.locator('weigh-bridge-findings h3').first().innerText()).toContain('missing');
    expect(await page.locator('weigh-bridge-findings #finding-missing-shard').innerText()).toContain('C03_shard_00001.weights.h5');
  });

  it('an unzipped .keras, its folder dropped and its files dropped', async () => {
    const folder = await browser.page();
    await drop(folder, [sets.keras]);
    await headline(folder).waitFor();
    expect((await chip(folder).innerText()).trim()).toBe('Loaded');
    expect(await folder.locator('weigh-bridge .verdict .file').innerText()).toBe('unzipped');
    const loose = await browser.page();
    await drop(loose, readdirSync(sets.keras).map((name) => join(sets.keras, name)));
    await headline(loose).waitFor();
    expect(await loose.locator('weigh-bridge .verdict .file').innerText()).toBe('unzipped .keras');
    expect(await headline(loose).innerText()).toBe(await headline(folder).innerText());
  });

  it('an index and its shards, dropped one after the other', async () => {
    const page = await browser.page();
    const names = readdirSync(sets.shards).sort();
    const index = names.filter((name) => name.endsWith('.json'));
    await drop(page, index.map((name) => join(sets.shards, name)));
    await headline(page).waitFor();
    expect((await chip(page).innerText()).trim()).not.toBe('Loaded');
    const [first = '', ...rest] = names.filter((name) => !index.includes(name));
    await drop(page, [join(sets.shards, first)]);
    await expect.poll(() => page.locator('weigh-bridge .judged-files li').count()).toBe(2);
    await drop(page, rest.map((name) => join(sets.shards, name)));
    await expect.poll(() => page.locator('weigh-bridge .judged-files li').count()).toBe(4);
    await shards(page);
    expect(await page.locator('weigh-bridge nav.files').count()).toBe(0); // still one thing
  });

  it('a missing shard, dropped after the folder of the others', async () => {
    const page = await browser.page();
    const rest = readdirSync(sets.shards).sort();
    const missing = rest.pop() ?? '';
    const folder = join(mkdtempSync(join(tmpdir(), 'weighbridge-shards-')), 'big');
    mkdirSync(folder);
    for (const name of rest) copyFileSync(join(sets.shards, name), join(folder, name));
    await drop(page, [folder]);
    await headline(page).waitFor();
    expect((await chip(page).innerText()).trim()).toBe('Partly loaded');
    await drop(page, [join(sets.shards, missing)]);
    await expect.poll(() => chip(page).innerText()).toContain('Loaded');
    await expect.poll(() => page.locator('weigh-bridge .judged-files li').count()).toBe(4);
  });

  it('a folder of all kinds: the worst first, then sets and weight files, each once; what is no weight file is counted', async () => {
    const page = await browser.page();
    await drop(page, [sets.folder]);
    await expect.poll(() => page.locator('weigh-bridge nav.files .chip').allInnerTexts()).toHaveLength(4);
    await expect
      .poll(() => page.locator('weigh-bridge nav.files .chip').allInnerTexts())
      .toEqual(['Not a weight file', 'Loaded', 'Loaded', 'Loaded']);
    expect(await listed(page)).toEqual([
      'runs/checkpoint/w.index 3 files',
      'runs/alone.weights.h5',
      'runs/big/C03_shard.weights.json 4 files',
      'runs/unzipped 3 files',
    ]);
    expect(await page.locator('weigh-bridge .notice').innerText()).toContain('1 other file was left out');
  });
});
