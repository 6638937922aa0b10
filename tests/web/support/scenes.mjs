// The page's states, each with the steps that lead to it: what axe goes over and what the pictures show.

import {resolve} from 'node:path';

import {classifier} from './hdf5-writer.mjs';
import {fileAt, fileOf, give, headline, examplesFolder, project, siteFolder, open} from './page.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./page.mjs').TestFile} TestFile */
/** `at`: a page other than the start page. @typedef {{name: string, says: string, standIn?: true, at?: string, reach: (page: Page) => Promise<unknown>}} Scene */

/** The page with the engine's stand-in, for what the real engine must not or need not do. */
export const standInFolder = resolve(project, 'build/site-stand-in');
/** Both, as a server has them side by side. */
export const sites = {'/site/': siteFolder, '/stand-in/': standInFolder};

const example = (/** @type {string} */ name) => fileAt(`${examplesFolder}/${name}`);
const loaded = 'sequential-with-input.weights.h5';
const emptyExample = 'sequential-without-input.weights.h5';
const pastedMessage =
  'Traceback (most recent call last):\n  File "predict.py", line 12, in <module>\n' +
  "ValueError: Layer 'dense' expected 2 variables, but received 0 variables during loading. Expected: ['kernel', 'bias']";

/** @param {Page} page @param {TestFile[]} files */
async function weigh(page, ...files) {
  await give(page, files, 'drop');
  await headline(page).waitFor();
}

/** Weighed, and every value read. @param {Page} page @param {TestFile} file */
async function weighWhole(page, file) {
  await weigh(page, file);
  await page.locator('weigh-bridge .read', {hasText: 'Values read'}).waitFor();
}

/** @param {Page} page */
async function askAboutMessage(page) {
  await page.getByText('I have an error message').click();
  await page.getByLabel('The message').fill(pastedMessage);
  await page.getByRole('button', {name: 'What does it mean?'}).click();
  await page.locator('weigh-bridge-message article').first().waitFor();
}

/** Before the first file. @type {Scene[]} */
const starting = [
  {name: 'start', says: 'the page as it opens', reach: () => Promise.resolve()},
  {
    name: 'dragging',
    says: 'a file is held over the zone',
    reach: (page) => page.locator('weigh-bridge-drop').evaluate((zone) => zone.dispatchEvent(new DragEvent('dragenter', {cancelable: true}))),
  },
  {name: 'notice', says: 'a paste without a file', reach: (page) => give(page, [], 'paste')},
  {
    name: 'error-box-open',
    says: 'the box for an error message, open',
    reach: (page) => page.getByText('I have an error message').click(),
  },
  {name: 'error-box-answer', says: 'an error message explained, without a file', reach: askAboutMessage},
];

/** A file is being read. @type {Scene[]} */
const underWay = [
  {
    name: 'weighing',
    says: 'a file whose structure takes long',
    standIn: true,
    async reach(page) {
      await give(page, [fileOf('hang.weights.h5')], 'drop');
      await page.locator('weigh-bridge .pending').waitFor();
    },
  },
  {
    name: 'scanning',
    says: 'the verdict is there, the values are being read',
    standIn: true,
    async reach(page) {
      await weigh(page, fileOf('endless.layers-40.weights.h5'));
      await page.locator('weigh-bridge .scan progress').waitFor();
      await page.locator('weigh-bridge-layers [role="row"].layer').first().waitFor();
    },
  },
  {
    name: 'scan-stopped',
    says: 'reading the values was stopped',
    standIn: true,
    async reach(page) {
      await weigh(page, fileOf('slow.weights.h5'));
      await page.getByRole('button', {name: 'Stop'}).click();
      await page.getByText('was stopped').waitFor();
    },
  },
];

/** A verdict of each kind. @type {Scene[]} */
const verdicts = [
  {name: 'loaded', says: 'loaded', reach: (page) => weighWhole(page, example(loaded))},
  {
    name: 'loaded-open-row',
    says: 'a layer opened: its tensors, their values and histograms',
    async reach(page) {
      await weighWhole(page, fileOf('classifier.weights.h5', classifier(3)));
      await page.locator('weigh-bridge-layers [role="row"].layer', {hasText: 'dense'}).first().click();
      await page.locator('weigh-bridge-layers .tensor').first().waitFor();
    },
  },
  {name: 'many-layers', says: 'many layers, with search and filter', reach: (page) => weighWhole(page, fileOf('resnet.weights.h5', classifier(40)))},
  {
    name: 'partly-empty',
    says: 'partly empty',
    reach: (page) => weighWhole(page, fileOf('partly.weights.h5', classifier(3, ['dense_1', 'conv2d_2']))),
  },
  {name: 'empty', says: 'empty', reach: (page) => weigh(page, example(emptyExample))},
  {name: 'empty-legacy', says: 'empty, legacy layout', reach: (page) => weigh(page, example('custom-layer-after-failed-call.h5'))},
  {
    name: 'empty-with-message',
    says: 'empty, and an error message explained for it',
    async reach(page) {
      await weigh(page, example(emptyExample));
      await askAboutMessage(page);
    },
  },
  {
    name: 'damaged',
    says: 'cut off',
    reach: (page) => weigh(page, fileOf('download (3).weights.h5', example(loaded).bytes.subarray(0, 9000))),
  },
  {
    name: 'not-weights',
    says: 'a web page saved under the name of a weight file',
    reach: (page) => weigh(page, fileOf('model.h5', '<!doctype html>\n<html><head><title>Sign in</title></head><body>Sign in to continue</body></html>')),
  },
  {name: 'zero-bytes', says: 'nothing in it at all', reach: (page) => weigh(page, fileOf('weights.h5', ''))},
  {name: 'evidence', says: 'every kind of evidence and loader (made up)', standIn: true, reach: (page) => weigh(page, fileOf('empty-layers-30.weights.h5'))},
];

/** What goes wrong, and several at once. @type {Scene[]} */
const others = [
  {name: 'crash', says: 'the engine crashed', standIn: true, reach: (page) => weigh(page, fileOf('trap.h5'))},
  {name: 'refused', says: 'the engine gave up', standIn: true, reach: (page) => weigh(page, fileOf('refuse.h5'))},
  {
    name: 'several',
    says: 'several files, of every verdict',
    async reach(page) {
      const cut = fileOf('a-very-long-name-of-a-model-2026-11-24T10-41-07.weights.h5', example(loaded).bytes.subarray(0, 9000));
      const files = [example(loaded), example(emptyExample), fileOf('partly.weights.h5', classifier(2, ['dense_1'])), cut, fileOf('page.h5', '<!doctype html>')];
      await weigh(page, ...files);
      await page.waitForFunction(
        (count) => document.querySelector('weigh-bridge')?.shadowRoot?.querySelectorAll('nav.files .chip:is(.filled, .empty, .partly-empty, .damaged, .not-weights)').length === count,
        files.length,
      );
    },
  },
  {
    name: 'several-one-failed',
    says: 'several files, one brought the engine down',
    standIn: true,
    async reach(page) {
      await weigh(page, fileOf('layers-20.weights.h5'), fileOf('trap.h5'));
      await page.locator('weigh-bridge nav.files .chip', {hasText: 'not weighed'}).waitFor();
    },
  },
];

const asItOpens = () => Promise.resolve();

/** The pages beside the start page, and what the page itself has to say. @type {Scene[]} */
const pageScenes = [
  {name: 'notice-bar', says: 'what the page itself has to say: here, that a shared file got lost', at: '?shared=lost', reach: (page) => page.locator('.notice-bar').waitFor()},
  {name: 'findings-index', says: 'all findings', at: 'findings/', reach: asItOpens},
  {name: 'findings-page', says: 'one finding', at: 'findings/never-built.html', reach: asItOpens},
  {name: 'why-empty', says: 'the three classic cases, with the measured table', at: 'why-empty.html', reach: asItOpens},
  {name: 'embed', says: 'the page for iframes', at: 'embed.html', reach: (page) => page.locator('weigh-bridge-drop .zone').waitFor()},
  {name: 'embed-empty', says: 'the page for iframes, with a verdict', at: 'embed.html', reach: (page) => weigh(page, example(emptyExample))},
];

export const scenes = [...starting, ...underWay, ...verdicts, ...others, ...pageScenes];

/** Brings a page into a scene's state; `origin` serves sites. @param {Scene} scene @param {Page} page @param {string} origin */
export async function play(scene, page, origin) {
  const site = `${origin}/${scene.standIn ? 'stand-in' : 'site'}`;
  if (scene.at === undefined) await open(page, site);
  else await page.goto(`${site}/${scene.at}`, {waitUntil: 'networkidle'});
  await scene.reach(page);
  await page.waitForTimeout(150); // what is drawn by an observer comes a frame later
}
