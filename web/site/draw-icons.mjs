// Draws the icons of the installed page, and the card that stands for a link to it, from public/favicon.svg into public/icons/. Run it again
// when the drawing changes:
//   scripts/environment/run node web/site/draw-icons.mjs

import {mkdirSync, readFileSync} from 'node:fs';

import {chromium} from 'playwright-core';

const at = (/** @type {string} */ path) => new URL(`../public/${path}`, import.meta.url).pathname;
const drawing = readFileSync(at('favicon.svg'), 'utf8');
const groundColor = '#1b2730';

/** `share`: how much of the side the drawing takes. A maskable icon may lose all but the inner circle of 80 % to the system's shape. */
const iconFiles = [
  {name: 'icon-192', side: 192, share: 1},
  {name: 'icon-512', side: 512, share: 1},
  {name: 'maskable-192', side: 192, share: 0.66},
  {name: 'maskable-512', side: 512, share: 0.66},
  {name: 'apple-touch-icon', side: 180, share: 0.8},
];

/** As large as those who show it ask for; its words stand in frame.ts as well, for people who do not see it. */
async function drawCard() {
  const page = await browser.newPage({viewport: {width: 1200, height: 630}});
  await page.setContent(`<style>
      body { margin: 0; box-sizing: border-box; height: 100vh; padding: 0 90px; display: grid; grid-template-columns: 1fr 340px; gap: 60px;
        align-items: center; background: ${groundColor}; color: #ece7db; font: 34px/1.4 sans-serif; }
      h1 { margin: 0 0 30px; font: 600 76px/1.12 serif; }
      p { margin: 0; color: #b9bfc2; }
      b { display: block; margin-bottom: 26px; color: #f0b249; }
      svg { width: 100%; }
    </style>
    <div><b>Weighbridge</b><h1>Is your Keras file loaded, or empty?</h1><p>.h5 · .weights.h5 · .keras<br>Read in your browser, sent nowhere.</p></div>${drawing}`);
  await page.screenshot({path: at('icons/card.png')});
  await page.close();
}

mkdirSync(at('icons'), {recursive: true});
const browser = await chromium.launch({executablePath: process.env['WEIGHBRIDGE_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox']});
try {
  for (const {name, side, share} of iconFiles) {
    const page = await browser.newPage({viewport: {width: side, height: side}});
    const ground = share === 1 ? 'transparent' : groundColor;
    await page.setContent(`<style>
        body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${ground}; }
        svg { display: block; width: ${share * 100}vw; height: ${share * 100}vw; }
      </style>${drawing}`);
    await page.screenshot({path: at(`icons/${name}.png`), omitBackground: true});
    await page.close();
  }
  await drawCard();
} finally {
  await browser.close();
}
