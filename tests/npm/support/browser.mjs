// Debian's Chromium, and what a reader does to a box in it.

import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename} from 'node:path';

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

/** Gives a file to a box by its method; resolves to the final report, as JSON, or to the error. */
export function weighIn(box, path) {
  return box.evaluate(
    async (element, [name, base64, patience]) => {
      const done = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`no report, and the element is ${customElements.get('weigh-bridge') === undefined ? 'not defined' : 'there'}`)), patience);
        const take = async ({detail}) => detail.valuesFollow || resolve(await detail.json.text());
        element.addEventListener('weighbridge-report', take, {once: true});
        element.addEventListener('weighbridge-values', take, {once: true});
        element.addEventListener('weighbridge-error', ({detail}) => resolve(detail), {once: true});
      });
      void customElements.whenDefined('weigh-bridge').then(() => element.weigh([new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name)]));
      return done;
    },
    [basename(path), readFileSync(path).toString('base64'), patienceMilliseconds],
  );
}

export const box = (where, place = 0) => where.locator('weigh-bridge').nth(place);
