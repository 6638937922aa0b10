// What a host or a search engine looks for beside the pages: _headers (Netlify, Cloudflare Pages and others read it), 404.html, robots.txt,
// sitemap.xml. docs/hosting.md says what each host makes of them.

import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import type {Plugin} from 'vite';

import {siteAddress} from './address.js';
import {escapeHtml} from './frame.js';
import {allPages} from './pages.js';
import {policyOfFile} from './policy.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Rules that do not overlap in any header but the first two: hosts differ in what they make of two values for one. Only embed.html may
 * stand in frames.
 */
export function headers(): string {
  const page = `${policyOfFile(here('../index.html'))}; frame-ancestors 'none'`;
  const fresh = 'Cache-Control: no-cache';
  // A worker takes its policy from its own response. The stored copy of a file is asked for by its hash, so it never changes.
  const script = "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  const rules: [string, string[]][] = [
    ['/*', ['X-Content-Type-Options: nosniff', 'Referrer-Policy: no-referrer']],
    // A sandboxed frame has no origin of its own; without the last line it could not load the scripts of embed.html.
    ['/assets/*', ['Cache-Control: public, max-age=31536000, immutable', script, 'Access-Control-Allow-Origin: *']],
    ['/service-worker.js', [fresh, script]],
    ['/manifest.webmanifest', [fresh]],
    ['/theme.js', [fresh]],
    ...['/', '/index.html', '/why-empty.html', '/python.html', '/notebooks.html', '/ci.html', '/findings/*'].map((path): [string, string[]] => [path, [fresh, `Content-Security-Policy: ${page}`]]),
  ];
  const embed = here('../embed.html');
  if (existsSync(embed)) rules.push(['/embed.html', [fresh, `Content-Security-Policy: ${policyOfFile(embed)}; frame-ancestors *`]]);
  return rules.map(([path, lines]) => `${path}\n${lines.map((line) => `  ${line}\n`).join('')}`).join('');
}

const pageStyle =
  'body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;box-sizing:border-box;font:1rem/1.55 system-ui,sans-serif;' +
  'background:#f5f2ea;color:#1b2730}main{max-width:34rem}h1{font:600 2rem/1.15 Georgia,serif;margin:0 0 .75rem}a{color:#0b5aa8}' +
  '@media(prefers-color-scheme:dark){body{background:#12171c;color:#ece7db}a{color:#7cc0ff}}';

/**
 * A host shows it for any missing address, however deep, so it can rely on no file beside it. Where the site stands is known only if
 * it was told; else the links climb: from a page that is missing, then from a folder that is.
 */
export function notFound(address: string | null): string {
  const hash = createHash('sha256').update(pageStyle).digest('base64');
  const ways =
    address === null
      ? '<li><a href="./">The start of this folder</a></li><li><a href="../">The folder above it</a></li>'
      : `<li><a href="${escapeHtml(address)}">Weigh a file</a></li><li><a href="${escapeHtml(address)}findings/">What can be wrong with a file</a></li>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>No such page · Weighbridge</title>
    <style>${pageStyle}</style>
  </head>
  <body>
    <main>
      <h1>The scale is empty</h1>
      <p>There is no page at this address. It may have been typed wrong, or the page was renamed. No file of yours is affected.</p>
      <ul>${ways}</ul>
    </main>
  </body>
</html>
`;
}

export function sitemap(address: string): string {
  const paths = ['', ...allPages().map(({path}) => path.replace(/(^|\/)index\.html$/, '$1'))];
  const urls = paths.map((path) => `  <url><loc>${escapeHtml(address + path)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
}

export function hostFiles(): Plugin {
  return {
    name: 'weighbridge-host-files',
    apply: 'build',
    generateBundle() {
      const address = siteAddress();
      const emit = (fileName: string, source: string) => void this.emitFile({type: 'asset', fileName, source});
      emit('_headers', headers());
      emit('404.html', notFound(address));
      emit('robots.txt', `User-agent: *\nAllow: /\n${address === null ? '' : `Sitemap: ${address}sitemap.xml\n`}`);
      if (address === null) this.info('no sitemap.xml: it needs whole addresses; set WEIGHBRIDGE_SITE_URL to where the site will stand');
      else emit('sitemap.xml', sitemap(address));
    },
  };
}
