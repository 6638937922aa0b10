// Debian's Chromium, and what a reader does to a box in it.

import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, dirname} from 'node:path';

const {chromium} = createRequire(new URL('../../../web/package.json', import.meta.url))('playwright-core');
const browserPath = process.env.WEIGHBRIDGE_CHROMIUM ?? '/usr/bin/chromium';
export const patienceMilliseconds = 60_000;

export function launch() {
  if (!existsSync(browserPath)) throw new Error(`no browser at ${browserPath}: run this through scripts/environment/run`);
  return chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page of its own context, which keeps what it complains of. */
export async function page(browser, address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMilliseconds);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(address);
  return Object.assign(page, {complaints});
}

/**
 * Gives files to a box by its method, several as a folder is dropped. Resolves to the reports, as JSON: before and after the values are read,
 * or only one where there are none to read; or to the error.
 */
export function reportsIn(box, paths) {
  return box.evaluate(
    async (element, [files, patience]) => {
      const done = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`no report, and the element is ${customElements.get('weigh-bridge') === undefined ? 'not defined' : 'there'}`)), patience);
        const reports = [];
        const take = async ({detail}) => {
          if (detail.confirmationFollows) return;
          reports.push(await detail.json.text());
          if (!detail.valuesFollow) resolve(reports);
        };
        for (const kind of ['weighbridge-report', 'weighbridge-confirmed', 'weighbridge-values']) element.addEventListener(kind, take);
        element.addEventListener('weighbridge-error', ({detail}) => resolve(detail), {once: true});
      });
      const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const file = ([name, folder, base64]) => Object.defineProperty(new File([bytes(base64)], name), 'webkitRelativePath', {value: files.length > 1 ? `${folder}/${name}` : ''});
      void customElements.whenDefined('weigh-bridge').then(() => element.weigh(files.map(file)));
      return done;
    },
    [paths.map((path) => [basename(path), basename(dirname(path)), readFileSync(path).toString('base64')]), patienceMilliseconds],
  );
}

/** The same of one file, and only the final report. */
export async function weighIn(box, path) {
  const answer = await reportsIn(box, [path]);
  return Array.isArray(answer) ? answer.at(-1) : answer;
}

export const box = (where, place = 0) => where.locator('weigh-bridge').nth(place);
