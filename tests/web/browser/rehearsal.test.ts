// The page practises on a report of the engine's own (element/box/rehearsal.ts): nobody gets to see, hear or find it.

import {expect, it} from 'vitest';

import {headline} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();

it('draws a report before the first file, and leaves nothing of it', async () => {
  const page = await browser.blank();
  await page.addInitScript(() => {
    const stages: {host: HTMLElement; shown: boolean; drawn: string}[] = [];
    Object.assign(globalThis, {stages});
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (this: HTMLElement, init) {
      const root = attach.call(this, init);
      if (init.mode !== 'closed') return root;
      const stage = {host: this, shown: false, drawn: ''};
      stages.push(stage);
      new MutationObserver(() => {
        stage.shown ||= this.checkVisibility();
        stage.drawn = root.querySelector('#headline')?.textContent ?? '';
      }).observe(root, {childList: true});
      return root;
    };
  });
  await page.goto(`${browser.origin}/`);
  await page.waitForFunction(() => (globalThis as unknown as {stages: {host: HTMLElement}[]}).stages.some(({host}) => !host.isConnected));
  const stages = await page.evaluate(() =>
    (globalThis as unknown as {stages: {host: HTMLElement; shown: boolean; drawn: string}[]}).stages.map(({host, shown, drawn}) => ({there: host.isConnected, shown, drawn})),
  );
  expect(stages).toEqual([{there: false, shown: false, drawn: expect.stringContaining('both layers')}]);
  expect(await headline(page).count()).toBe(0);
  expect(await page.locator('weigh-bridge').ariaSnapshot()).not.toContain('warm-up');
  expect(browser.complaints()).toEqual([]);
  await page.context().close();
});
