// The worker that reads values for the engine's: and nothing is lost without it.

import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

import type {Page} from 'playwright-core';
import {afterAll, describe, expect, it} from 'vitest';

import {fileAt, give, project, siteFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const model = fileAt(resolve(project, 'web/src/engine/warm-up.weights.h5'));
const valuesAreRead = (page: Page) => expect.poll(() => page.locator('weigh-bridge .read').innerText()).toContain('Values read');

/** Scripts of the readers that are alive. */
async function readers(page: Page): Promise<string[]> {
  const cdp = await page.context().browser()!.newBrowserCDPSession();
  const {targetInfos} = await cdp.send('Target.getTargets', {filter: [{}]});
  await cdp.detach();
  return targetInfos.filter(({type, url}) => type === 'worker' && url.includes('reader-worker')).map(({url}) => url);
}

describe('the reader', () => {
  const browser = session();

  it('is there when the engine is, and lives on when it has read', async () => {
    const page = await browser.page();
    await expect.poll(() => browser.requests.filter(({path}) => path.includes('reader-worker'))).toHaveLength(1);
    await give(page, [model], 'drop');
    await valuesAreRead(page);
    expect(await readers(page)).toHaveLength(1);
  });
});

// Firefox stands still in one such start of about 130, once the page has stored itself: too rarely for a test of its own.
describe('the workers', () => {
  const assets = join(siteFolder, 'assets');

  it.each(readdirSync(assets).filter((name) => /worker.*\.js$/.test(name)))('%s starts no other', (name) => {
    expect(readFileSync(join(assets, name), 'utf8')).not.toMatch(/\bnew Worker\b/);
  });
});

describe('a site that lost its script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-reader-'));
  cpSync(siteFolder, folder, {recursive: true, filter: (path) => !path.includes('reader-worker')});
  afterAll(() => rmSync(folder, {recursive: true}));
  const browser = session(folder);

  it('reads values all the same', async () => {
    const page = await browser.page();
    await give(page, [model], 'drop');
    await valuesAreRead(page);
    expect(await readers(page)).toEqual([]);
  });
});
