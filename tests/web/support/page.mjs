// What a user does to the page, and what the page then says.

import {readFileSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export const project = fileURLToPath(new URL('../../..', import.meta.url));
export const siteFolder = process.env['WEIGHBRIDGE_SITE'] ?? resolve(project, 'build/site');
export const examplesFolder = resolve(project, 'web/public/examples');

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{name: string, bytes: Buffer}} TestFile */

/** @param {string} path @returns {TestFile} */
export function fileAt(path) {
  return {name: basename(path), bytes: readFileSync(path)};
}

/** @param {string} name @param {string | Buffer} [content] @returns {TestFile} */
export function fileOf(name, content = 'x'.repeat(5000)) {
  return {name, bytes: Buffer.from(content)};
}

/**
 * Dispatches the drop or paste that a real one ends in: the same event, with a real DataTransfer holding real files.
 * @param {Page} page @param {TestFile[]} files @param {'drop' | 'paste'} how @param {string} [onto]
 */
export async function give(page, files, how, onto = how === 'drop' ? 'weigh-bridge-drop' : 'weigh-bridge') {
  const content = files.map(({name, bytes}) => ({name, base64: bytes.toString('base64')}));
  await page.locator(onto).evaluate(
    (element, [files, how]) => {
      const transfer = new DataTransfer();
      for (const {name, base64} of files) {
        transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      }
      const shared = {bubbles: true, cancelable: true, composed: true};
      if (how === 'paste') {
        element.dispatchEvent(new ClipboardEvent('paste', {...shared, clipboardData: transfer}));
        return;
      }
      for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, {...shared, dataTransfer: transfer}));
    },
    /** @type {const} */ ([content, how]),
  );
}

/** @param {Page} page */
export const headline = (page) => page.locator('weigh-bridge #headline');

/** @param {Page} page */
export const chip = (page) => page.locator('weigh-bridge .verdict .name-line .chip');

/** The page with its engine loaded and its examples fetched: from here on it has no reason to ask for anything. @param {Page} page @param {string} origin */
export async function open(page, origin) {
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => document.querySelector('#version')?.textContent !== '');
  await page.waitForLoadState('networkidle');
}
