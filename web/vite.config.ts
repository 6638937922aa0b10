// The page: build/site/, everything in the folder itself, every address relative.

import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {defineConfig, type Plugin} from 'vite';

import {compress} from './site/compress.js';
import {hostFiles} from './site/host-files.js';
import {offline} from './site/offline.js';
import {articleScript, pages} from './site/pages.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The folder of weighbridge.mjs and weighbridge.wasm; the browser tests put a stand-in with faults in its place. */
const engine = process.env['WEIGHBRIDGE_ENGINE'] ?? here('../build/wasm');

/** While developing, Vite itself writes inline styles and scripts, which the page's policy forbids. */
const withoutPolicyInDevelopment: Plugin = {
  name: 'without-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (page) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

const engineMustExist: Plugin = {
  name: 'engine-must-exist',
  buildStart() {
    if (!existsSync(`${engine}/weighbridge.wasm`)) throw new Error(`no engine in ${engine}: build it first (scripts/build wasm)`);
  },
};

export default defineConfig({
  root: here('.'),
  base: './',
  resolve: {alias: {'#engine': engine}},
  server: {fs: {allow: [here('..')]}},
  assetsInclude: ['**/warm-up.weights.h5'],
  worker: {format: 'es'},
  build: {
    outDir: process.env['WEIGHBRIDGE_SITE'] ?? here('../build/site'),
    emptyOutDir: true,
    target: 'es2022',
    // A data: address in script or style would be blocked by the page's policy, and the engine must stay a file of its own.
    assetsInlineLimit: 0,
    // By links in the head; the polyfill for browsers without them would be one more script.
    modulePreload: {polyfill: false},
    rolldownOptions: {input: {index: here('index.html'), article: articleScript, ...(existsSync(here('src/embed/embed.ts')) ? {embed: here('embed.html')} : {})}},
    sourcemap: false,
    reportCompressedSize: false,
  },
  plugins: [engineMustExist, withoutPolicyInDevelopment, pages(), hostFiles(), offline(), compress()],
});
