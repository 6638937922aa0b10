// What a screen reader is given: the names and states in Chromium's own accessibility tree, and what is announced without being asked.

import type {Page} from 'playwright-core';
import {describe, expect, it} from 'vitest';

import {accessibilityTree, type AxNode} from '../support/accessibility.js';
import {fileOf, give, headline} from '../support/page.mjs';
import {scenes, sites, play} from '../support/scenes.mjs';
import {session} from '../support/session.js';

const browser = session(sites);

async function scene(name: string): Promise<Page> {
  const found = scenes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  const page = await browser.blank({viewport: {width: 1280, height: 860}});
  await play(found, page, browser.origin);
  return page;
}

const withRole = (tree: readonly AxNode[], ...roles: string[]) => tree.filter(({role}) => roles.includes(role));
const announced = (page: Page) => page.locator('weigh-bridge .frame > [role="status"]');

/** The words in sight of everything that is named after its content. */
function visibleWords(): string[] {
  const words: string[] = [];
  const visit = (parent: ParentNode) => {
    for (const element of parent.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (!element.matches('h1, h2, h3, a[href], button, summary, [role="tab"], [role="row"]') || !element.checkVisibility()) continue;
      if (element.hasAttribute('aria-label') || element.querySelector('[aria-label]') !== null) continue; // named otherwise
      words.push(element.innerText.trim().replace(/\s+/g, ' '));
    }
  };
  visit(document);
  return words;
}

describe('names', () => {
  it.each(['start', 'empty', 'loaded-open-row', 'many-layers', 'several', 'evidence', 'error-box-answer', 'crash'])('are what is to be read: %s', async (name) => {
    const page = await scene(name);
    const names = new Set((await accessibilityTree(page)).map((node) => node.name.trim().replace(/\s+/g, ' ')));
    const missing = (await page.evaluate(visibleWords)).filter((words) => !names.has(words));
    expect(missing).toEqual([]);
    await page.context().close();
  });

  it('tell nothing apart by colour alone: each state has its word', async () => {
    const page = await scene('several');
    const files = withRole(await accessibilityTree(page), 'button').map((node) => node.name);
    for (const state of ['Loaded', 'Empty', 'Partly loaded', 'Damaged', 'Not a weight file']) {
      expect(files.filter((words) => words.includes('.') && words.endsWith(state)), state).toHaveLength(1);
    }
    await page.context().close();
  });
});

describe('structure', () => {
  it('begins with landmarks and one first heading, and never skips a level', async () => {
    for (const name of ['start', 'evidence', 'several']) {
      const page = await scene(name);
      const tree = await accessibilityTree(page);
      expect(withRole(tree, 'banner', 'main', 'contentinfo').map(({role}) => role).sort()).toEqual(['banner', 'contentinfo', 'main']);
      const levels = await page.evaluate(() => {
        const all: {level: number; top: number}[] = [];
        const visit = (parent: ParentNode) => {
          for (const element of parent.querySelectorAll<HTMLElement>('*')) {
            if (element.shadowRoot) visit(element.shadowRoot);
            if (/^h[1-6]$/.test(element.localName)) all.push({level: Number(element.localName[1]), top: element.getBoundingClientRect().top});
          }
        };
        visit(document);
        return all.sort((a, b) => a.top - b.top).map(({level}) => level);
      });
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [place, level] of levels.entries()) expect(level - (levels[place - 1] ?? 0), `${name}: ${levels}`).toBeLessThanOrEqual(1);
      await page.context().close();
    }
  });

  it('of the table is a tree grid with levels, open and closed', async () => {
    const page = await scene('loaded-open-row');
    const tree = await accessibilityTree(page);
    expect(withRole(tree, 'treegrid').map(({name}) => name)).toEqual(['Layers and their tensors']);
    expect(withRole(tree, 'columnheader').map(({name}) => name)).toEqual(['State', 'Layer', 'Class', 'Tensors', 'Parameters', 'Size']);
    const rows = withRole(tree, 'row').filter(({properties}) => properties['level'] !== undefined);
    const open = rows.findIndex(({properties}) => properties['expanded'] === true);
    expect(rows[open]?.name).toMatch(/^loaded dense layers\/dense Dense 2 65,600/);
    expect(rows.slice(open + 1, open + 3).map(({properties}) => properties['level'])).toEqual([2, 2]);
    expect(rows.find(({name}) => name.includes('flatten'))?.properties['expanded']).toBeUndefined();
    await page.context().close();
  });

  it('shows the progress of reading by name and number', async () => {
    const page = await scene('scanning');
    const [bar] = withRole(await accessibilityTree(page), 'progressbar');
    expect(bar?.name).toMatch(/^Reading the values: .* of 8\.2 MB$/);
    expect(bar?.properties['valuemax']).toBe(8_192_000);
    await page.context().close();
  });
});

describe('what is said without being asked', () => {
  it('is the beginning, then the verdict; the focus goes to the headline', async () => {
    const page = await browser.blank();
    await play(scenes[0]!, page, `${browser.origin}`);
    await page.goto(`${browser.origin}/stand-in/`);
    await page.waitForFunction(() => document.querySelector('#version')?.textContent !== '');
    await give(page, [fileOf('hang.weights.h5')], 'drop');
    await expect.poll(() => announced(page).innerText()).toBe('Weighing hang.weights.h5');
    await page.getByRole('button', {name: 'Cancel'}).click();
    await give(page, [fileOf('empty.weights.h5')], 'drop');
    await expect.poll(() => announced(page).innerText()).toBe('empty.weights.h5: The file is empty: none of its layers has weights.');
    const focused = withRole(await accessibilityTree(page), 'heading').filter(({properties}) => properties['focused'] === true);
    expect(focused.map(({name}) => name)).toEqual(['The file is empty: none of its layers has weights.']);
    await page.context().close();
  });

  it.each([
    ['crash', /^trap\.h5: The engine crashed on this file$/],
    ['refused', /^refuse\.h5: The file could not be weighed$/],
    ['damaged', /^download \(3\)\.weights\.h5: /],
    ['not-weights', /^model\.h5: /],
  ])('is every outcome: %s', async (name, said) => {
    const page = await scene(name);
    expect(await announced(page).innerText()).toMatch(said);
    await page.context().close();
  });

  it('is that no file was pasted, and the answer to an error message', async () => {
    const notice = await scene('notice');
    expect(await notice.getByRole('alert').innerText()).toContain('no file in the clipboard');
    const answer = await scene('error-box-answer');
    expect(await answer.locator('weigh-bridge-message [aria-live="polite"] article').count()).toBeGreaterThan(0);
    await notice.context().close();
    await answer.context().close();
  });
});

describe('the focus', () => {
  it('stays on the button that stops the reading and begins it anew', async () => {
    const page = await scene('scanning');
    const focused = () =>
      page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.textContent?.trim();
      });
    await page.getByRole('button', {name: 'Stop'}).focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('Read all values');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('Stop');
    await page.context().close();
  });

  it('goes to the outcome again after another try', async () => {
    const page = await scene('crash');
    await page.getByRole('button', {name: 'Try again'}).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => headline(page).evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.context().close();
  });
});
