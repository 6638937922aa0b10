// What the accessibility tests ask of a page: axe, the browser's own accessibility tree, and what overflows.

import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';

import type {Page} from 'playwright-core';

import {kProject} from './page.mjs';

const kAxe = readFileSync(resolve(kProject, 'web/node_modules/axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: {target: unknown; failureSummary: string}[];
}

/** Everything axe finds, shadow roots included, in a line each. The size of targets (WCAG 2.2, 24 pixels) is not among its defaults. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(kAxe);
  return page.evaluate(async () => {
    const {run} = (globalThis as unknown as {axe: {run(options: object): Promise<{violations: Violation[]}>}}).axe;
    const {violations} = await run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}});
    return violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) => `${id}: ${JSON.stringify(target)} ${failureSummary}`));
  });
}

/** What makes the document wider than the window: the deepest elements that reach beyond its right edge. Empty when nothing does. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const found: string[] = [`${root.scrollWidth} > ${root.clientWidth}`];
    const visit = (parent: ParentNode, path: string) => {
      for (const element of parent.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot, `${path}${element.localName} `);
        if (element.getBoundingClientRect().right > root.clientWidth + 1) found.push(`${path}${element.localName}.${element.className}`);
      }
    };
    visit(document, '');
    return found.slice(0, 12);
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
