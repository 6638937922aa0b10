// The reader's own settings: larger text, fewer colours, less motion.

import type {Page} from 'playwright-core';
import {describe, expect, it} from 'vitest';

import {overflowing} from '../support/accessibility.js';
import {scenes, sites, play} from '../support/scenes.mjs';
import {session} from '../support/session.js';

const browser = session(sites);
const scene = (name: string) => scenes.find((one) => one.name === name)!;

/** Boxes of one line whose text is taller than they are. */
function cutText(): string[] {
  const found: string[] = [];
  const visit = (parent: ParentNode) => {
    for (const element of parent.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (!element.matches('[role="row"], [role="gridcell"], button, .chip, li, p, h2, h3') || !element.checkVisibility()) continue;
      if (element.classList.contains('hidden-text')) continue;
      if (getComputedStyle(element).overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1) {
        found.push(`${element.localName}.${element.className}: ${element.scrollHeight} in ${element.clientHeight}`);
      }
      const row = element.matches('[role="row"]') ? element.getBoundingClientRect() : null;
      if (row === null) continue;
      for (const cell of element.children) {
        const box = cell.getBoundingClientRect();
        if (box.height > 0 && (box.top < row.top - 1 || box.bottom > row.bottom + 1)) found.push(`cell ${cell.className}: ${box.height} in ${row.height}`);
      }
    }
  };
  visit(document);
  return [...new Set(found)].slice(0, 8);
}

describe('text at 200 %', () => {
  it.each(['start', 'empty', 'loaded-open-row', 'several', 'evidence', 'scanning'])('is cut nowhere and needs no scrolling sideways: %s', async (name) => {
    const page = await browser.blank({reducedMotion: 'reduce'});
    // Not the page's zoom but the text's: the size of letters in the browser's settings, which rem and media queries follow.
    const client = await page.context().newCDPSession(page);
    await client.send('Page.setFontSizes', {fontSizes: {standard: 32, fixed: 26}});
    const found: string[] = [];
    for (const [width, height] of [[1280, 860], [390, 780], [320, 640]] as const) {
      await page.setViewportSize({width, height});
      await play(scene(name), page, browser.origin);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
      for (const line of [...(await overflowing(page)), ...(await page.evaluate(cutText))]) found.push(`${width}: ${line}`);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});

describe('forced colours', () => {
  async function forced(name: string): Promise<Page> {
    const page = await browser.blank({forcedColors: 'active', colorScheme: 'dark', viewport: {width: 1280, height: 860}});
    await play(scene(name), page, browser.origin);
    return page;
  }
  const styleOf = (page: Page, selector: string, name: string) =>
    page.locator(selector).first().evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);

  it('leave what is chosen and what is focused to be told apart', async () => {
    const several = await forced('several');
    const chosen = await styleOf(several, 'nav.files button[aria-current="true"]', 'border-inline-start-color');
    expect(chosen).not.toBe(await styleOf(several, 'nav.files button[aria-current="false"]', 'border-inline-start-color'));
    const tabs = 'weigh-bridge-findings weigh-bridge-fixes [role="tab"]';
    const selected = await styleOf(several, `${tabs}[aria-selected="true"]`, 'border-color');
    expect(selected).not.toBe(await styleOf(several, `${tabs}[aria-selected="false"]`, 'border-color'));
    await several.context().close();

    const many = await forced('many-layers');
    const pressed = await styleOf(many, '.choices [aria-pressed="true"]', 'background-color');
    expect(pressed).not.toBe(await styleOf(many, '.choices [aria-pressed="false"]', 'background-color'));
    await many.keyboard.press('Tab');
    await many.locator('weigh-bridge-layers [role="row"][tabindex="0"]').focus();
    expect(await styleOf(many, 'weigh-bridge-layers [role="row"]:focus', 'outline-style')).toBe('solid');
    await many.context().close();
  });

  it('reach the drawings', async () => {
    const page = await forced('loaded-open-row');
    const text = await page.evaluate(() => getComputedStyle(document.body).color);
    for (const [selector, property] of [
      ['.upper .truck .body', 'fill'],
      ['.upper .truck .load', 'fill'],
      ['weigh-bridge-layers .histogram', 'fill'],
      ['.brand .ink', 'fill'],
    ] as const) {
      expect(await styleOf(page, selector, property), selector).toBe(text);
    }
    await page.context().close();
  });
});

describe('less motion', () => {
  const running = (page: Page) =>
    page.locator('weigh-bridge .pending').evaluate((element) => element.getAnimations({subtree: true}).filter(({playState}) => playState === 'running').length);

  it('stops what moves by itself', async () => {
    for (const [reducedMotion, moves] of [['no-preference', true], ['reduce', false]] as const) {
      const page = await browser.blank({reducedMotion});
      await play(scene('weighing'), page, browser.origin);
      expect((await running(page)) > 0, reducedMotion).toBe(moves);
      await page.context().close();
    }
  });
});
