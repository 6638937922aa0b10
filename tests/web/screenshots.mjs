// Pictures of the page in its states, light and dark, desktop and phone: build/screenshots/*.png, for people to look at.

import {mkdirSync} from 'node:fs';
import {resolve} from 'node:path';

import {launch} from './support/chromium.mjs';
import {chip, fileAt, fileOf, give, kExamples, kProject, kSite, open} from './support/page.mjs';
import {serve} from './support/server.mjs';

const folder = resolve(kProject, 'build/screenshots');
mkdirSync(folder, {recursive: true});

const example = (/** @type {string} */ name) => fileAt(`${kExamples}/${name}`);
/** @type {Record<string, import('./support/page.mjs').TestFile[]>} */
const kScenes = {
  start: [],
  loaded: [example('sequential-with-input.weights.h5')],
  empty: [example('sequential-without-input.weights.h5')],
  legacy: [example('custom-layer-after-failed-call.h5')],
  html: [fileOf('model.h5', '<!doctype html><title>Sign in</title>')],
  several: ['subclassed-after-call.weights.h5', 'subclassed-after-summary.weights.h5', 'custom-layer-with-add-weight.h5'].map(example),
  cut: [fileOf('cut.weights.h5', example('sequential-with-input.weights.h5').bytes.subarray(0, 9000))],
};
const kViews = {
  desktop: {width: 1280, height: 860},
  phone: {width: 320, height: 640},
};

const wanted = process.argv.slice(2);
const server = await serve(kSite);
const browser = await launch(server);
try {
  for (const [view, viewport] of Object.entries(kViews)) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const context = await browser.newContext({viewport, colorScheme, deviceScaleFactor: view === 'phone' ? 2 : 1, reducedMotion: 'reduce'});
      for (const [scene, files] of Object.entries(kScenes)) {
        const name = `${scene}-${view}-${colorScheme}`;
        if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
        const page = await context.newPage();
        await open(page, server.origin);
        if (files.length > 0) {
          await give(page, files, 'drop');
          await chip(page).waitFor();
          await page.waitForTimeout(200);
        }
        await page.screenshot({path: `${folder}/${name}.png`, fullPage: true});
        await page.close();
        console.log(`build/screenshots/${name}.png`);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
