// The box in columns of other sites: narrow ones on wide screens, and pages that are read from right to left.

import type {Page} from 'playwright-core';
import {afterEach, describe, expect, it} from 'vitest';

import {scenes, sites, play} from '../support/scenes.mjs';
import {session} from '../support/session.js';

const browser = session(sites);
afterEach(() => expect(browser.complaints()).toEqual([]));

async function scene(name: string, width: number): Promise<Page> {
  const page = await browser.blank({viewport: {width: 1280, height: 900}});
  const found = scenes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  await play(found, page, browser.origin);
  await widen(page, width);
  return page;
}

async function widen(page: Page, width: number): Promise<void> {
  await page.locator('weigh-bridge').evaluate((box, width) => (box.style.width = `${width}px`), width);
  await page.waitForTimeout(300); // the table measures itself a frame later
}

/** What reaches out of the box, or is cut at the edge of what holds it; by its words. What scrolls may be wider. */
function outside(page: Page): Promise<string[]> {
  return page.locator('weigh-bridge').evaluate((box) => {
    const found: string[] = [];
    const edge = box.getBoundingClientRect().right;
    const visit = (root: ParentNode, within: number) => {
      for (const element of root.querySelectorAll('*')) {
        const {right, width} = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        if (width <= 1 || style.visibility === 'hidden' || element.closest('pre, code, svg, .hidden-text') !== null) continue;
        if (right > within + 1) found.push(`${element.localName}.${element.className}: ${(element.textContent ?? '').trim().slice(0, 30)}`);
        if (element.shadowRoot !== null) visit(element.shadowRoot, within);
      }
    };
    visit(box.shadowRoot!, edge);
    return found;
  });
}

/** Rows of the layer table that are wider than the table is. */
function cutRows(page: Page): Promise<string[]> {
  return page.locator('weigh-bridge').evaluate((box) =>
    [...box.shadowRoot!.querySelectorAll('weigh-bridge-layers')].flatMap((table) =>
      [...table.shadowRoot!.querySelectorAll('.rows .layer')].filter((row) => row.scrollWidth > row.clientWidth).map((row) => row.textContent!.trim().slice(0, 40)),
    ),
  );
}

describe('a column', () => {
  // A phone's inside a wide screen, Docusaurus' beside its two bars, Alabaster's, Furo's.
  it.each(['start', 'empty', 'evidence', 'several', 'many-layers'])('has all of the box in it, and cuts no row: %s', async (name) => {
    const page = await scene(name, 320);
    for (const width of [320, 567, 660, 736]) {
      await widen(page, width);
      expect(await outside(page), `${width} pixels`).toEqual([]);
      expect(await cutRows(page), `${width} pixels`).toEqual([]);
    }
  });

  it('of 567 pixels gives the words more room than the drawing', async () => {
    const start = await scene('start', 567);
    const zone = await start.locator('weigh-bridge-drop').evaluate((drop) => {
      const wide = (part: string) => drop.shadowRoot!.querySelector(part)!.getBoundingClientRect().width;
      return {words: wide('.hint'), truck: wide('.truck')};
    });
    expect(zone.words).toBeGreaterThan(2 * zone.truck);
    const empty = await scene('empty', 567);
    const words = await empty.locator('weigh-bridge .headline').boundingBox();
    const truck = await empty.locator('weigh-bridge .upper .truck').boundingBox();
    expect(words!.width).toBeGreaterThan(3.5 * truck!.width);
    // Beside the truck stands the name alone; it covers no word, and the words below run on under it.
    expect(words!.y).toBeGreaterThan(truck!.y + truck!.height);
    expect(words!.x + words!.width).toBeGreaterThan(truck!.x + truck!.width / 2);
  });

  it('of 260 pixels breaks no short name of a file', async () => {
    const page = await scene('partly-empty', 260);
    const lines = await page.locator('weigh-bridge .verdict .file', {hasText: 'partly.weights.h5'}).evaluate((file) => {
      const words = document.createRange();
      words.selectNodeContents(file);
      return new Set([...words.getClientRects()].map(({top}) => top)).size;
    });
    expect(lines).toBe(1);
  });

  it('in a row beside much else has a width of its own', async () => {
    const page = await scene('start', 567);
    const width = await page.locator('weigh-bridge').evaluate((box) => {
      box.style.width = '';
      box.parentElement!.style.display = 'flex';
      return box.getBoundingClientRect().width;
    });
    expect(width).toBeGreaterThanOrEqual(320);
  });
});

describe('a page that is read from right to left', () => {
  it('has the box in English, from left to right', async () => {
    const page = await browser.blank();
    await play(scenes.find(({name}) => name === 'empty')!, page, browser.origin);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      document.documentElement.lang = 'ar';
    });
    const found = await page.evaluate(() => {
      const all: {direction: string; language: string}[] = [];
      const visit = (root: ParentNode, language: string) => {
        for (const element of root.querySelectorAll('*')) {
          const own = element.closest('[lang]')?.getAttribute('lang') ?? language;
          if (element.matches('h2, h3, p, button, th, td, [role="row"]')) all.push({direction: getComputedStyle(element).direction, language: own});
          if (element.shadowRoot !== null) visit(element.shadowRoot, own);
        }
      };
      visit(document.querySelector('weigh-bridge')!.shadowRoot!, 'ar');
      return all;
    });
    expect(found.length).toBeGreaterThan(20);
    expect(new Set(found.map(({direction}) => direction))).toEqual(new Set(['ltr']));
    expect(new Set(found.map(({language}) => language))).toEqual(new Set(['en']));
  });
});
