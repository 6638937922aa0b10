// Pictures of every state of the page, for people to look at: build/screenshots/index.html. Three widths (a desktop, the column of a
// documentation site, the narrowest phone), light and dark.
//   node screenshots.mjs [PART_OF_A_NAME...]

import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';

import {launch} from './support/chromium.mjs';
import {project} from './support/page.mjs';
import {scenes, sites, play} from './support/scenes.mjs';
import {serve} from './support/server.mjs';

const folder = resolve(project, 'build/screenshots');
const views = {
  desktop: {width: 1280, height: 860},
  column: {width: 567, height: 860},
  phone: {width: 320, height: 780},
};
const themeNames = /** @type {const} */ (['light', 'dark']);

/** @param {string} origin @param {import('playwright-core').Browser} browser @param {(name: string) => boolean} wanted */
async function takeAll(origin, browser, wanted) {
  for (const [view, viewport] of Object.entries(views)) {
    for (const colorScheme of themeNames) {
      const context = await browser.newContext({viewport, colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block'});
      for (const scene of scenes) {
        const name = `${scene.name}-${view}-${colorScheme}`;
        if (!wanted(name)) continue;
        const page = await context.newPage();
        await play(scene, page, origin).catch((error) => console.error(`${name}: ${error}`));
        await page.screenshot({path: `${folder}/${name}.png`, fullPage: true, timeout: 120_000});
        await page.close();
        console.log(`build/screenshots/${name}.png`);
      }
      await context.close();
    }
  }
}

/** Everything on one sheet, a row for a state. */
function contactSheet() {
  const there = new Set(readdirSync(folder));
  const picture = (/** @type {string} */ name) =>
    there.has(name) ? `<a href="${name}"><img loading="lazy" src="${name}" alt="${name}"></a>` : '';
  const rows = scenes.map(({name, says}) => {
    const pictures = Object.keys(views).flatMap((view) => themeNames.map((theme) => picture(`${name}-${view}-${theme}.png`)));
    return `<h2 id="${name}">${name} <small>${says}</small></h2>\n<div>${pictures.join('\n')}</div>`;
  });
  const style = 'body{font:1rem/1.5 system-ui;margin:2rem}small{font-weight:400;color:#555}div{display:flex;gap:1rem;align-items:start;overflow:auto}img{height:30rem;border:1px solid #999}';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every state of the page</title><style>${style}</style>\n${rows.join('\n')}\n</html>\n`;
}

mkdirSync(folder, {recursive: true});
const parts = process.argv.slice(2);
const wanted = (/** @type {string} */ name) => parts.length === 0 || parts.some((part) => name.includes(part));
const server = await serve(sites);
const browser = await launch(server);
try {
  await takeAll(server.origin, browser, wanted);
} finally {
  await browser.close();
  await server.close();
}
writeFileSync(`${folder}/index.html`, contactSheet());
console.log('build/screenshots/index.html');
