// A built site in Chromium, and what must hold of the box in all of them.

import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

import {launch} from '../../web/support/chromium.mjs';
import {fileAt, give, headline} from '../../web/support/page.mjs';
import {serve} from '../../web/support/server.mjs';
import {project, run} from './packages.mjs';

/** @typedef {import('playwright-core').Page} Page */

const engineFiles = /\/(worker\.js|[^/]*\.wasm)$/;
/** Small, so that the box is far from it; the pages are long enough. */
const screen = {width: 900, height: 420};

/**
 * At /example/, as documentation often lies below its host's root. `build` fills the folder, knowing where it will be, and says under
 * which policy it is to be served.
 * @param {string} folder @param {(address: string) => string} build
 */
export async function visitors(folder, build) {
  const server = await serve({'/example/': folder}, {obeying: true});
  try {
    const policy = build(`${server.address}/`);
    writeFileSync(join(folder, '_headers'), `/*\n  Content-Security-Policy: ${policy}\n`);
  } catch (error) {
    await server.close(); // else the test never ends
    throw error;
  }
  const browser = await launch(server);
  /** @type {string[]} */
  const complaints = [];
  return {
    server,
    complaints,
    /** @param {import('playwright-core').BrowserContextOptions} [options] */
    async page(options = {}) {
      const context = await browser.newContext({viewport: screen, colorScheme: 'light', ...options});
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // A site without an icon is asked for one all the same.
        if (message.location().url.endsWith('/favicon.ico')) return;
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.text()} (${message.location().url})`);
      });
      return page;
    },
    engineRequests: () => server.requests.filter(({path}) => engineFiles.test(path)).map(({path}) => path),
    foreign: () => server.requests.filter(({host}) => host !== new URL(server.origin).host),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof visitors>>} Visitors */

/** A reader without JavaScript sees a link, and it leads somewhere. @param {Visitors} site @param {string} path @param {RegExp} text */
export async function plainLink(site, path, text) {
  const page = await site.page({javaScriptEnabled: false});
  await page.goto(`${site.server.address}/${path}`);
  const link = page.locator('weigh-bridge a');
  assert.match(await link.innerText(), text);
  assert.ok(await link.isVisible());
  const response = await page.goto(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
  assert.equal(response?.status(), 200);
  assert.match(await page.innerText('body'), /needs JavaScript/);
  await page.context().close();
}

/** Nothing of the engine until the box comes near. Leaves the page open, the box in sight. @param {Visitors} site @param {string} path */
export async function comesNear(site, path) {
  const before = site.engineRequests().length;
  const page = await site.page();
  await page.goto(`${site.server.address}/${path}`);
  await page.waitForFunction(() => customElements.get('weigh-bridge') !== undefined);
  await page.waitForLoadState('networkidle');
  const box = page.locator('weigh-bridge');
  const top = (await box.boundingBox())?.y ?? 0;
  assert.ok(top > screen.height + 600, `the box is too near for this test: ${top}`);
  assert.equal(site.engineRequests().length, before, 'something of the engine was asked for before the box was near');
  const ready = await heard(page, 'weighbridge-ready');
  await box.evaluate((element) => element.scrollIntoView());
  await ready();
  return page;
}

/** Listens for the box's next event of this name; what comes back waits for it, but not forever. @param {Page} page @param {string} name */
async function heard(page, name) {
  const place = `${name} ${Math.random()}`;
  await page.locator('weigh-bridge').evaluate(
    (element, [name, place]) => {
      for (const type of [name, 'weighbridge-error']) {
        element.addEventListener(type, ({detail}) => Object.assign(globalThis, {[place]: detail}), {once: true});
      }
    },
    /** @type {const} */ ([name, place]),
  );
  return async () => {
    await page.waitForFunction((place) => place in globalThis, place);
    const detail = await page.evaluate((place) => globalThis[place], place);
    if ('error' in detail) assert.fail(`${name} was awaited, and an error came: ${JSON.stringify(detail.error)}`);
    return detail;
  };
}

const fixtures = () => run('python3', [resolve(project, 'tests/fixtures/unpack.py')]).trim();

/** What the truth about a corpus file says. @param {string} name */
function expected(name) {
  const rows = readFileSync(resolve(project, 'tests/fixtures/expected.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const row = rows.find(({file}) => file === name);
  if (row === undefined) throw new Error(`expected.jsonl has no ${name}`);
  return row;
}

/** Drops a file of the corpus into the box; the verdict is seen and is the right one. @param {Page} page @param {string} name */
export async function weighs(page, name) {
  const report = await heard(page, 'weighbridge-report');
  await give(page, [fileAt(resolve(fixtures(), name))], 'drop');
  const {verdict} = (await report()).report;
  assert.ok(expected(name).state.includes(verdict.state), `${name}: ${verdict.state}`);
  await headline(page).waitFor();
  assert.equal((await headline(page).innerText()).trim(), verdict.headline);
  assert.ok(await headline(page).isVisible());
}

/** Whether the box is drawn light on dark. @param {Page} page @param {number} [which] @returns {Promise<'light' | 'dark'>} */
export function shownTheme(page, which = 0) {
  return page.locator('weigh-bridge').nth(which).evaluate((element) => {
    const ink = getComputedStyle(/** @type {Element} */ (element.shadowRoot?.querySelector('weigh-bridge-drop'))).color;
    const [red = 0, green = 0, blue = 0] = (ink.match(/[\d.]+/g) ?? []).map(Number);
    return red + green + blue > 3 * 128 ? 'dark' : 'light';
  });
}

/** Waits until the box is drawn so; a toggle may take a moment. @param {Page} page @param {'light' | 'dark'} theme */
export async function turns(page, theme) {
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await shownTheme(page)) === theme) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(await shownTheme(page), theme);
}

/** Must hold when all is done. @param {Visitors} site */
export function nothingAmiss(site) {
  assert.deepEqual(site.foreign(), []);
  assert.deepEqual(site.complaints, []);
}
