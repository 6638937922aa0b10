// axe over every state of the page, from 320 pixels to 4K, light and dark, shadow roots included: names, roles, contrast, order, size of
// targets. And nothing ever needs scrolling sideways.

import {describe, expect, it} from 'vitest';

import {axeFindings, overflowing} from '../support/accessibility.js';
import {scenes, sites, play} from '../support/scenes.mjs';
import {session} from '../support/session.js';

const browser = session(sites);

// Each width once, each theme with a narrow and a wide one: what axe finds hangs on the theme or on the width, hardly on both.
const views = [
  {width: 1280, height: 860, colorScheme: 'light'},
  {width: 390, height: 780, colorScheme: 'dark'},
  {width: 320, height: 640, colorScheme: 'light'},
  {width: 3840, height: 2160, colorScheme: 'dark'},
] as const;

/** A page that is shown in a frame has its host's landmarks and heading around it. */
const hosts = ['landmark-one-main', 'page-has-heading-one', 'region'];

describe('axe finds nothing', () => {
  it.each(scenes)('$name: $says', async (scene) => {
    const page = await browser.blank({viewport: {width: 1280, height: 860}, reducedMotion: 'reduce'});
    await play(scene, page, browser.origin);
    const found: string[] = [];
    const framed = scene.at === 'embed.html';
    // It is transparent; axe takes what is below for white, the browser takes it for its canvas.
    if (framed) await page.evaluate(() => (document.documentElement.style.background = 'Canvas'));
    for (const {width, height, colorScheme} of views) {
      await page.setViewportSize({width, height});
      await page.emulateMedia({colorScheme});
      await page.waitForTimeout(50); // the table asks for its width in an observer
      for (const line of [...(await axeFindings(page, framed ? hosts : [])), ...(await overflowing(page))]) found.push(`${width} ${colorScheme}: ${line}`);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});
