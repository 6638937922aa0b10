// Draws the icons of the installed page from public/favicon.svg into public/icons/. Run it again when the drawing changes:
//   scripts/environment/run node web/site/draw-icons.mjs

import {mkdirSync, readFileSync} from 'node:fs';

import {chromium} from 'playwright-core';

const at = (/** @type {string} */ path) => new URL(`../public/${path}`, import.meta.url).pathname;
const drawing = readFileSync(at('favicon.svg'), 'utf8');
const kGround = '#1b2730';

/** `share`: how much of the side the drawing takes. A maskable icon may lose all but the inner circle of 80 % to the system's shape. */
const kIcons = [
  {name: 'icon-192', side: 192, share: 1},
  {name: 'icon-512', side: 512, share: 1},
  {name: 'maskable-192', side: 192, share: 0.66},
  {name: 'maskable-512', side: 512, share: 0.66},
  {name: 'apple-touch-icon', side: 180, share: 0.8},
];

mkdirSync(at('icons'), {recursive: true});
const browser = await chromium.launch({executablePath: process.env['WEIGHBRIDGE_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox']});
try {
  for (const {name, side, share} of kIcons) {
    const page = await browser.newPage({viewport: {width: side, height: side}});
    const ground = share === 1 ? 'transparent' : kGround;
    await page.setContent(`<style>
        body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${ground}; }
        svg { display: block; width: ${share * 100}vw; height: ${share * 100}vw; }
      </style>${drawing}`);
    await page.screenshot({path: at(`icons/${name}.png`), omitBackground: true});
    await page.close();
  }
} finally {
  await browser.close();
}
