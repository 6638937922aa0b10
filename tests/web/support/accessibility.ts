// What the accessibility tests ask of a page: axe, the browser's own accessibility tree, and what overflows.

import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';

import type {Page} from 'playwright-core';

import {project} from './page.mjs';

const axeSource = readFileSync(resolve(project, 'web/node_modules/axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: {target: unknown; failureSummary: string}[];
}

/**
 * Everything axe finds, shadow roots included, in a line each. The size of targets (WCAG 2.2, 24 pixels) is not among its defaults.
 * `without`: rules that do not apply.
 */
export async function axeFindings(page: Page, without: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (without) => {
    const {run} = (globalThis as unknown as {axe: {run(options: object): Promise<{violations: Violation[]}>}}).axe;
    const {violations} = await run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}, ...Object.fromEntries(without.map((rule) => [rule, {enabled: false}]))}});
    return violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) => `${id}: ${JSON.stringify(target)} ${failureSummary}`));
  }, without);
}

/** What makes the document wider than the window: the innermost elements to blame. Empty when nothing does. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const found: string[] = [`${root.scrollWidth} > ${root.clientWidth}`];
    // Those without which the document would be narrower: what is cut off or scrolls in its own box does no harm.
    const visit = (parent: ParentNode, path: string) => {
      for (const element of parent.children as Iterable<HTMLElement>) {
        const before = element.style.display;
        const width = root.scrollWidth;
        element.style.setProperty('display', 'none', 'important');
        const narrower = root.scrollWidth < width;
        element.style.display = before;
        if (!narrower) continue;
        const here = `${path} ${element.localName}.${element.className}`;
        const count = found.length;
        visit(element.shadowRoot ?? element, here);
        if (found.length === count) found.push(`${here}: ${element.textContent?.trim().slice(0, 60)}`);
      }
    };
    visit(document.body, '');
    return found;
  });
}

export interface AxNode {
  readonly role: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface RawNode {
  ignored: boolean;
  role?: {value: string};
  name?: {value: string};
  properties?: {name: string; value: {value: unknown}}[];
}

/** The tree that a screen reader gets, flat and in the order of reading. */
export async function accessibilityTree(page: Page): Promise<AxNode[]> {
  const client = await page.context().newCDPSession(page);
  const {nodes} = (await client.send('Accessibility.getFullAXTree')) as unknown as {nodes: RawNode[]};
  await client.detach();
  return nodes
    .filter((node) => !node.ignored)
    .map(({role, name, properties = []}) => ({
      role: role?.value ?? '',
      name: name?.value ?? '',
      properties: Object.fromEntries(properties.map((property) => [property.name, property.value.value])),
    }));
}
