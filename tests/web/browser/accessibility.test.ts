// axe over the page's states, light and dark, shadow roots included: names, roles, contrast, order.

import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';

import {describe, expect, it} from 'vitest';

import {fileOf, give, headline, kProject} from '../support/page.mjs';
import {session} from '../support/session.js';

const axe = readFileSync(resolve(kProject, 'web/node_modules/axe-core/axe.min.js'), 'utf8');
// The stand-in's reports have every kind of evidence, fixes for two versions and loaders: more to go wrong than any one real file.
const browser = session(resolve(kProject, 'build/site-stand-in'));

interface Violation {
  id: string;
  nodes: {target: unknown; failureSummary: string}[];
}

describe.each(['light', 'dark'] as const)('accessibility, %s', (colorScheme) => {
  it.each([
    ['at the start', []],
    ['with a verdict', ['empty-layers-30.weights.h5']],
    ['with several files, one failed', ['layers-20.weights.h5', 'trap.h5']],
    ['after a crash', ['trap.h5']],
  ])('%s', async (_state, names) => {
    const page = await browser.page({colorScheme, reducedMotion: 'reduce'});
    if (names.length > 0) {
      await give(page, names.map((name) => fileOf(name)), 'drop');
      await headline(page).waitFor();
      if (names.length > 1) await expect.poll(() => page.locator('weigh-bridge nav.files .chip').allInnerTexts()).toEqual(['Loaded', 'not weighed']);
    }
    if (names[0]?.includes('layers')) {
      await page.locator('weigh-bridge-layers [role="row"].layer').first().click();
    }
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const {run} = (globalThis as unknown as {axe: {run(options: object): Promise<{violations: Violation[]}>}}).axe;
      return (await run({resultTypes: ['violations']})).violations;
    });
    expect(violations.map(({id, nodes}) => `${id}: ${JSON.stringify(nodes.map((node) => [node.target, node.failureSummary]))}`)).toEqual([]);
  });
});
