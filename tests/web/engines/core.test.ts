// The job, from the file to the verdict and below it, in every engine that people have: Blink, Gecko, WebKit. What each of them
// cannot do is in docs/browsers.md.

import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';

import {denseLayers} from '../support/hdf5-writer.mjs';
import {examplesFolder, project, siteFolder} from '../support/page.mjs';
import {serve} from '../support/server.mjs';
import {chromium} from './chromium.js';
import type {Engine, Tab} from './engine.js';
import {firefox} from './firefox.js';
import {Scale} from './scale.js';
import {webkit} from './webkit.js';

const example = (name: string) => join(examplesFolder, name);

describe.each([
  ['Chromium', chromium],
  ['Firefox', firefox],
  ['WebKit', webkit],
])('in %s', (_name, start) => {
  let server: Awaited<ReturnType<typeof serve>>;
  let engine: Engine;
  let folder: string;
  let tab: Tab;
  let scale: Scale;
  const page = (site: 'site' | 'stand-in') => `${server.origin}/${site}/`;
  const written = (file: string, content: string | Buffer) => {
    writeFileSync(join(folder, file), content);
    return join(folder, file);
  };
  /** How many requests there were when the page has stored itself and half a second has brought no more. */
  const settled = async () => {
    await expect.poll(() => tab.evaluate(() => document.documentElement.dataset['offline'] ?? 'not yet'), {timeout: 40_000}).toBe('ready');
    for (let before = -1; before !== server.requests.length; ) {
      before = server.requests.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return server.requests.length;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weighbridge-engines-'));
    // Not at the root: the page works from any folder of a host.
    server = await serve({'/site/': siteFolder, '/stand-in/': resolve(project, 'build/site-stand-in')}, {reporting: true});
    engine = await start(server.proxy);
    console.log(engine.name);
  });
  afterAll(async () => {
    await engine?.close();
    await server?.close();
    rmSync(folder, {recursive: true});
  });
  beforeEach(async () => {
    tab = await engine.tab();
    scale = new Scale(tab);
  });
  afterEach(async () => {
    expect(await tab.complaints()).toEqual([]);
    expect(server.violations).toEqual([]);
    await tab.close();
  });

  it('judges a loaded file and an empty one', async () => {
    await scale.open(page('site'));
    await scale.choose(example('sequential-with-input.weights.h5'));
    const loaded = await scale.verdict('sequential-with-input.weights.h5');
    expect(loaded.state).toBe('Loaded');
    await scale.choose(example('sequential-without-input.weights.h5'));
    const empty = await scale.verdict('sequential-without-input.weights.h5');
    expect(empty.state).toBe('Empty');
    expect(empty.headline).not.toBe(loaded.headline);
    expect(await scale.inside('.verdict weigh-bridge-fixes >>> weigh-bridge-code >>> pre')).not.toEqual([]);
  });

  it('judges a cut file and what is no weight file', async () => {
    const whole = readFileSync(example('sequential-with-input.weights.h5'));
    await scale.open(page('site'));
    await scale.choose(written('cut.weights.h5', whole.subarray(0, 9000)), written('page.h5', '<!doctype html><title>Sign in</title>'));
    await expect.poll(() => scale.inside('nav.files .chip')).toEqual(['Damaged', 'Not a weight file']);
    expect((await scale.verdict('cut.weights.h5')).state).toBe('Damaged');
  });

  it('leads by keyboard from the page to the picker, and from an example to its verdict', async () => {
    await scale.open(page('site'));
    // The picker itself is the browser's and the system's: that it is asked for is all that a page can do.
    await tab.evaluate(() => {
      const input = document.querySelector('weigh-bridge')!.shadowRoot!.querySelector('weigh-bridge-drop')!.shadowRoot!.querySelector('input')!;
      Object.assign(window, {asked: 0});
      input.addEventListener('click', (event) => {
        event.preventDefault();
        (window as unknown as {asked: number}).asked += 1;
      });
    });
    await scale.tabTo(/^button: Choose files/);
    await scale.press('Enter');
    expect(await tab.evaluate(() => (window as unknown as {asked: number}).asked)).toBe(1);
    await scale.tabTo(/^button: Empty\s*after summary/);
    await scale.press('Enter');
    const {headline} = await scale.verdict('subclassed-after-summary.weights.h5');
    await expect.poll(() => scale.focused()).toBe(`h2: ${headline}`);
    expect(await scale.inside('.frame > [role="status"]')).toEqual([`subclassed-after-summary.weights.h5: ${headline}`]);
  });

  it('opens a layer by keyboard and shows its values', async () => {
    await scale.open(page('site'));
    await scale.choose(example('sequential-with-input.weights.h5'));
    await expect.poll(async () => (await scale.inside('.read')).join()).toContain('Values read');
    await scale.tabTo(/^row:/);
    await scale.press('ArrowRight');
    await expect.poll(async () => (await scale.inside('weigh-bridge-layers >>> .tensor')).length).toBeGreaterThanOrEqual(2);
    expect((await scale.inside('weigh-bridge-layers >>> .tensor')).join()).toMatch(/kernel.*20 × 8.*min.*max.*mean.*std/);
    await scale.press('ArrowLeft', 'End');
    await expect.poll(() => scale.focused()).toMatch(/^row:.*dense_1/);
  });

  it('reads all values of a larger file', async () => {
    await scale.open(page('site'));
    await scale.choose(written('larger.weights.h5', denseLayers(500, [128, 64])));
    expect((await scale.verdict('larger.weights.h5')).state).toBe('Loaded');
    await expect.poll(async () => (await scale.inside('.read')).join(), {timeout: 30_000}).toContain('1,000 tensors');
  });

  it('explains an error message', async () => {
    await scale.open(page('site'));
    await scale.tabTo(/^summary: I have an error message/);
    await scale.press('Enter', 'Tab');
    await tab.type("ValueError: Layer 'dense' expected 2 variables, but received 0 variables during loading.");
    await scale.press('Tab', 'Enter');
    await expect.poll(async () => (await scale.inside('weigh-bridge-message >>> article')).length).toBeGreaterThan(0);
  });

  it('loses one file to a crash of the engine, not the next one', async () => {
    await scale.open(page('stand-in'));
    await scale.choose(written('trap.h5', 'x'.repeat(5000)));
    await expect.poll(() => scale.inside('#headline')).toEqual(['The engine crashed on this file']);
    await scale.choose(written('good.h5', 'x'.repeat(5000)));
    expect((await scale.verdict('good.h5')).state).toBe('Loaded');
    expect(await scale.inside('nav.files .chip')).toEqual(['not weighed', 'Loaded']); // the worst first
  });

  it('fits a narrow window, light and dark', async () => {
    await tab.resize(engine.narrowest, 700);
    await scale.open(page('site'));
    await scale.choose(example('sequential-without-input.weights.h5'));
    await scale.verdict('sequential-without-input.weights.h5');
    const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const papers = new Set<string>();
    for (let theme = 0; theme < 3; theme += 1) {
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      papers.add(await paper());
      await tab.evaluate(() => document.querySelector<HTMLElement>('#theme')!.click());
    }
    expect(papers.size).toBe(2);
  });

  it('asks for nothing once it is loaded, and never another host', async () => {
    await scale.open(page('site'));
    const loaded = await settled();
    await scale.choose(example('custom-layer-after-failed-call.h5'), written('page.h5', '<!doctype html><img src="http://elsewhere.test/x.png">'));
    await expect.poll(() => scale.inside('nav.files .chip'), {timeout: 20_000}).toEqual(['Empty', 'Not a weight file']);
    // The browser itself looks for a newer service worker, some time after the page is there.
    expect(server.requests.slice(loaded).filter(({path}) => !path.endsWith('/service-worker.js'))).toEqual([]);
    const host = new URL(server.origin).host;
    expect(server.requests.filter((request) => request.host !== host)).toEqual([]);
  });

  it('works without a network after one visit, and offers nothing that this browser cannot do', async () => {
    await scale.open(page('site'));
    const offered = await tab.evaluate(() => ({
      install: !document.querySelector<HTMLElement>('#install')!.hidden,
      canInstall: 'onbeforeinstallprompt' in window,
      folders: [...document.querySelector('weigh-bridge')!.shadowRoot!.querySelector('weigh-bridge-drop')!.shadowRoot!.querySelectorAll('button')].length === 2,
      canFolders: 'webkitdirectory' in HTMLInputElement.prototype,
    }));
    if (offered.install) expect(offered.canInstall).toBe(true);
    expect(offered.folders).toBe(offered.canFolders);

    await expect.poll(() => tab.evaluate(() => document.documentElement.dataset['offline']), {timeout: 20_000}).toBe('ready');
    await server.stop();
    try {
      await scale.open(page('site'));
      await scale.choose(example('sequential-without-input.weights.h5'));
      expect((await scale.verdict('sequential-without-input.weights.h5')).state).toBe('Empty');
    } finally {
      await server.start();
    }
  });

  it('forbids other hosts by its policy', async () => {
    await scale.open(page('site'));
    const before = await settled();
    const outcome = await tab.evaluate(async () => {
      const blocked: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective.replace(/-(elem|attr)$/, '')));
      const fetched = await fetch('http://elsewhere.test/').then(() => 'went out', () => 'refused');
      const image = new Image();
      image.src = 'http://elsewhere.test/x.png';
      const inline = document.createElement('script');
      inline.textContent = 'window.ran = true';
      document.head.append(inline);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return {fetched, ran: 'ran' in window, blocked: [...new Set(blocked)].sort()};
    });
    expect(outcome).toEqual({fetched: 'refused', ran: false, blocked: ['connect-src', 'img-src', 'script-src']});
    // The browser may look for a newer service worker of the page's own meanwhile.
    const own = new URL(page('site')).host;
    expect(server.requests.slice(before).filter(({host}) => host !== own)).toEqual([]);
    // The reports work: what the other tests do not get, they would have got.
    await expect.poll(() => server.violations.length).toBeGreaterThanOrEqual(3);
    server.violations.length = 0;
    await tab.complaints();
  });
});
