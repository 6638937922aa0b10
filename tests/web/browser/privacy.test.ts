// Nothing leaves the computer: the browser's every request passes the test's own proxy, and the browser itself tells what its pages
// and their workers ask for. Both must see nothing.

import {describe, expect, it} from 'vitest';

import {fileAt, fileOf, give, headline, examplesFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();

describe('the network', () => {
  it('is silent after the page has loaded, whatever is done, and no other host is ever asked', async () => {
    const page = await browser.page();
    const loaded = browser.requests.length;
    expect(loaded).toBeGreaterThan(4);
    const asked: string[] = [];
    page.context().on('request', (request) => {
      if (!request.url().startsWith('blob:')) asked.push(request.url()); // the saved report, out of the page's own memory
    });

    await give(page, [fileAt(`${examplesFolder}/custom-layer-after-failed-call.h5`)], 'drop');
    await headline(page).waitFor();
    const examples = await page.locator('[data-example]').all();
    expect(examples.length).toBeGreaterThan(6);
    for (const button of examples) await button.click();
    await expect.poll(() => page.locator('weigh-bridge nav.files .chip').count()).toBe(1 + examples.length);
    await give(page, [fileOf('page.h5', '<!doctype html><img src="http://elsewhere.test/x.png"><script src="http://elsewhere.test/x.js"></script>')], 'paste');
    await expect.poll(() => page.locator('weigh-bridge nav.files .chip').count()).toBe(2 + examples.length);
    await page.locator('#theme').click();
    await page.getByRole('button', {name: 'Save the report'}).click();
    await page.waitForTimeout(500);

    expect(asked).toEqual([]);
    expect(browser.requests.slice(loaded)).toEqual([]);
    const host = new URL(browser.origin).host;
    expect(browser.requests.filter((request) => request.host !== host)).toEqual([]);
  });

  it('is closed by the policy: to other hosts from the page', async () => {
    const page = await browser.page();
    const before = browser.requests.length;
    const outcomes = await page.evaluate(async () => {
      const blocked: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
      const fetched = await fetch('http://elsewhere.test/').then(() => 'went out', () => 'refused');
      const image = new Image();
      image.src = 'http://elsewhere.test/x.png';
      const script = document.createElement('script');
      script.src = 'http://elsewhere.test/x.js';
      document.head.append(script);
      const inline = document.createElement('script');
      inline.textContent = 'window.ran = true';
      document.head.append(inline);
      const form = document.createElement('form');
      form.action = 'http://elsewhere.test/';
      form.method = 'post';
      document.body.append(form);
      form.submit();
      navigator.sendBeacon('http://elsewhere.test/', 'x');
      await new Promise((resolve) => setTimeout(resolve, 300));
      return {fetched, ran: 'ran' in window, blocked: [...new Set(blocked)].sort()};
    });
    expect(outcomes).toEqual({
      fetched: 'refused',
      ran: false,
      blocked: ['connect-src', 'form-action', 'img-src', 'script-src-elem'],
    });
    expect(browser.requests.slice(before)).toEqual([]);
    browser.complaints();
  });

  it('is given up by every worker: the engine, the one that reads for it, the inspector', async () => {
    const page = await browser.page();
    await expect.poll(() => page.workers().length).toBe(3);
    for (const worker of page.workers()) {
      const left = () =>
        worker.evaluate(() =>
          ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts', 'Worker'].filter(
            (name) => (globalThis as Record<string, unknown>)[name] !== undefined,
          ),
        );
      await expect.poll(left).toEqual([]);
    }
  });

  it('needs no eval, no inline style, nothing the policy forbids', async () => {
    browser.complaints();
    const page = await browser.page();
    await give(page, [fileAt(`${examplesFolder}/sequential-without-input.weights.h5`)], 'drop');
    await headline(page).waitFor();
    await page.waitForTimeout(200);
    expect(browser.complaints()).toEqual([]);
  });
});
