// Files that come from the operating system: opened with the installed page, or shared with it.

import {existsSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';

import {describe, expect, it} from 'vitest';

import {chip, fileAt, headline, examplesFolder, siteFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const emptyExample = fileAt(`${examplesFolder}/sequential-without-input.weights.h5`);

interface Icon {
  src: string;
  sizes: string;
  purpose: string;
}

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync(resolve(siteFolder, 'manifest.webmanifest'), 'utf8')) as {
    icons: Icon[];
    start_url: string;
    scope: string;
    file_handlers: {action: string; accept: Record<string, string[]>}[];
    share_target: {action: string; method: string; params: {files: {name: string}[]}};
  };

  it('has icons of the size it states, for every shape', () => {
    for (const icon of manifest.icons.filter(({src}) => src.endsWith('.png'))) {
      const png = readFileSync(resolve(siteFolder, icon.src));
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(icon.sizes);
    }
    for (const purpose of ['any', 'maskable']) {
      expect(manifest.icons.filter((icon) => icon.purpose === purpose).map(({sizes}) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
    }
    for (const {src} of manifest.icons) expect(existsSync(resolve(siteFolder, src))).toBe(true);
  });

  it('takes Keras files from the system, and names nothing outside its folder', () => {
    expect(manifest.file_handlers.flatMap(({accept}) => Object.values(accept).flat()).sort()).toEqual(['.h5', '.hdf5', '.keras', '.weights.h5']);
    for (const address of [manifest.start_url, manifest.scope, manifest.share_target.action, ...manifest.file_handlers.map(({action}) => action)]) {
      expect(address.startsWith('./')).toBe(true);
    }
  });
});

describe('a file from the operating system', () => {
  const browser = session();

  it('is weighed when it was opened with the page', async () => {
    const page = await browser.page();
    await page.addInitScript((base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const handle = {getFile: () => Promise.resolve(new File([bytes], 'opened.weights.h5'))};
      const gone = {getFile: () => Promise.reject(new DOMException('moved', 'NotFoundError'))};
      Object.defineProperty(window, 'launchQueue', {value: {setConsumer: (consumer: (launch: object) => void) => consumer({files: [handle, gone]})}});
    }, emptyExample.bytes.toString('base64'));
    await page.reload();
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
    expect(await page.locator('weigh-bridge .name-line').innerText()).toContain('opened.weights.h5');
    expect(await page.locator('[data-notice="launch"]').innerText()).toContain('could not be opened');
  });

  it('is weighed when it was shared with the page, without the server', async () => {
    const page = await browser.page({serviceWorkers: 'allow'});
    await page.waitForFunction(() => document.documentElement.dataset['offline'] === 'ready');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const asked = browser.requests.length;
    // The POST that a share ends in is a navigation from outside: the page's own policy (form-action) has no say in it, so it is sent from a page without one.
    const outside = await page.context().newPage();
    await outside.setContent(
      `<form method="post" action="${browser.origin}/share" enctype="multipart/form-data"><input type="file" name="files" multiple><button>Share</button></form>`,
    );
    await outside.locator('input').setInputFiles({name: 'shared.weights.h5', mimeType: 'application/octet-stream', buffer: emptyExample.bytes});
    await outside.locator('button').click();
    await headline(outside).waitFor();
    expect(await chip(outside).innerText()).toBe('Empty');
    expect(await outside.locator('weigh-bridge .name-line').innerText()).toContain('shared.weights.h5');
    expect(new URL(outside.url()).search).toBe('');
    expect(browser.requests.slice(asked).filter(({path}) => path.includes('share'))).toEqual([]);
    await page.context().close();
  });

  it('that was lost on the way is asked for again', async () => {
    const page = await browser.page({serviceWorkers: 'allow'});
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto(`${browser.origin}/?shared=no-such-ticket`);
    await page.locator('[data-notice="launch"]').waitFor();
    expect(await page.locator('[data-notice="launch"]').innerText()).toContain('did not arrive');
    expect(await page.locator('weigh-bridge .name-line').count()).toBe(0);
    await page.context().close();
  });
});

describe('installing', () => {
  const browser = session();

  it('is possible: Chromium finds no fault with the manifest', async () => {
    const page = await browser.page({serviceWorkers: 'allow'});
    await page.waitForFunction(() => document.documentElement.dataset['offline'] === 'ready');
    const client = await page.context().newCDPSession(page);
    const {errors, url} = (await client.send('Page.getAppManifest')) as {errors: {message: string}[]; url: string};
    expect(url).toBe(`${browser.origin}/manifest.webmanifest`);
    expect(errors.map(({message}) => message)).toEqual([]);
    const {installabilityErrors} = (await client.send('Page.getInstallabilityErrors')) as {installabilityErrors: {errorId: string}[]};
    // A window of the tests counts as a private one, into which nothing is installed.
    expect(installabilityErrors.map(({errorId}) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    await page.context().close();
  });

  it('is offered where the browser can, and only there', async () => {
    const page = await browser.page();
    const button = page.locator('#install');
    expect(await button.isHidden()).toBe(true);
    await page.evaluate(() => {
      const offer = new Event('beforeinstallprompt', {cancelable: true});
      Object.assign(offer, {prompt: () => ((window as {asked?: number}).asked = 1)});
      dispatchEvent(offer);
    });
    expect(await button.isVisible()).toBe(true);
    await button.click();
    expect(await page.evaluate(() => (window as {asked?: number}).asked)).toBe(1);
    expect(await button.isHidden()).toBe(true);
  });
});
