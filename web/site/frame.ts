// What all pages have around them: the head that search engines read, the header, the footer.

import {dataTag, type Thing} from './structured-data.js';

export interface PageHead {
  /** Path of the page from the site's folder: findings/never-built.html. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** What the page is, for machines; `here` is its whole address, if that is known. */
  readonly data: (address: string | null, here: string | null) => readonly Thing[];
}

export interface Frame extends PageHead {
  /** Of <main>. */
  readonly body: string;
  readonly policy: string;
  /** Script and style sheets, as paths from the site's folder. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly address: string | null;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The way from a page back to the site's folder: './' or '../'. */
export const rootFrom = (path: string): string => '../'.repeat(path.split('/').length - 1) || './';

const truckDrawing = `<svg viewBox="0 0 48 32" aria-hidden="true">
          <path class="load" d="M8 4h8v8H8zm10 0h8v8h-8z" />
          <path class="ink" d="M4 13.500h25v3H4zM31 6h6.500L43 11.500v5H31z" />
          <circle class="ink" cx="10" cy="19" r="3" />
          <circle class="ink" cx="37" cy="19" r="3" />
          <path class="stripe" d="M0 24h48v5H0z" />
          <path class="ink" d="M4 24h5l-3 5H1zm12 0h5l-3 5h-5zm12 0h5l-3 5h-5zm12 0h5l-3 5h-5z" />
        </svg>`;

const places = [
  {path: 'why-empty.html', name: 'Why is it empty?'},
  {path: 'findings/messages.html', name: 'Error messages'},
  {path: 'findings/index.html', name: 'Findings'},
];

/** In the footer: the way away from the page (guides.ts). */
const elsewhere = [
  {path: 'python.html', name: 'In Python'},
  {path: 'notebooks.html', name: 'In notebooks'},
  {path: 'ci.html', name: 'In CI'},
];

/** An address to link to: of an index its folder. */
export const hrefTo = (root: string, path: string): string => `${root}${path.replace(/(^|\/)index\.html$/, '$1')}`;

export function header(path: string): string {
  const root = rootFrom(path);
  const links = places.map(
    (place) => `<a href="${hrefTo(root, place.path)}"${place.path === path ? ' aria-current="page"' : ''}>${place.name}</a>`,
  );
  return `<header class="top">
      <a class="brand" href="${root}">
        ${truckDrawing}
        Weighbridge
      </a>
      <nav class="places" aria-label="Pages">${links.join(' ')}</nav>
      <button class="theme" type="button" id="theme">
        <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.200" /><path d="M8 1.800a6.200 6.200 0 0 0 0 12.400z" /></svg>
        <span class="hidden-text">Theme: </span><span id="theme-name">Auto</span>
      </button>
    </header>`;
}

/** A classic script of public/: it has to run before the first paint. */
export const themeTag = (path: string): string => `<script src="${rootFrom(path)}theme.js"></script>`;

/** The picture of a card: public/icons/card.png, drawn by draw-icons.mjs. */
export const cardPicture = {path: 'icons/card.png', width: 1200, height: 630, words: 'A truck with its load on a scale, and the question: is your Keras file loaded, or empty?'};

/**
 * For search engines, and for those who make a card of a link. What needs a whole address is left out where none is known: a canonical
 * address that is guessed would be wrong on the next host.
 */
export function headTags({path, title, description, data}: PageHead, address: string | null): string {
  const here = address === null ? null : `${address}${path.replace(/(^|\/)index\.html$/, '$1')}`;
  const property = (name: string, content: string | number) => `<meta property="og:${name}" content="${escapeHtml(String(content))}" />`;
  const tags = [
    property('site_name', 'Weighbridge'),
    property('type', path === 'index.html' ? 'website' : 'article'),
    property('title', title),
    property('description', description),
  ];
  if (address !== null && here !== null) {
    tags.unshift(`<link rel="canonical" href="${escapeHtml(here)}" />`);
    tags.push(property('url', here), property('image', `${address}${cardPicture.path}`), property('image:width', cardPicture.width));
    tags.push(property('image:height', cardPicture.height), property('image:alt', cardPicture.words));
  }
  tags.push(`<meta name="twitter:card" content="${address === null ? 'summary' : 'summary_large_image'}" />`, dataTag(data(address, here)));
  return tags.join('\n    ');
}

export function framed(frame: Frame): string {
  const root = rootFrom(frame.path);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${frame.policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" />
    <title>${escapeHtml(frame.title)} · Weighbridge</title>
    <meta name="description" content="${escapeHtml(frame.description)}" />
    ${headTags(frame, frame.address)}
    <link rel="icon" href="${root}favicon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="${root}icons/apple-touch-icon.png" />
    <link rel="manifest" href="${root}manifest.webmanifest" />
    ${themeTag(frame.path)}
    ${frame.styles.map((path) => `<link rel="stylesheet" href="${root}${path}" />`).join('\n    ')}
    ${frame.scripts.map((path) => `<script type="module" src="${root}${path}"></script>`).join('\n    ')}
  </head>
  <body>
    ${header(frame.path)}
    <main class="article">
${frame.body}
    </main>
    <footer class="bottom">
      <p class="version">
        <span>Weighbridge · Apache-2.0</span>
        <a href="${root}">Weigh a file</a> ${elsewhere.map(({path, name}) => `<a href="${root}${path}">${name}</a>`).join(' ')}
        <a href="${root}#privacy">Privacy</a>
      </p>
    </footer>
  </body>
</html>
`;
}

/** Where a file can be weighed on the page itself. Without JavaScript a link stands there. */
export function checkBox(path: string, words: string): string {
  return `<section class="check" id="check" aria-labelledby="check-title">
        <h2 id="check-title">Check your file</h2>
        <p>${words} It is read in this tab and sent nowhere.</p>
        <weigh-bridge compact preload="none" pages="${hrefTo(rootFrom(path), 'findings/index.html')}"><a href="${rootFrom(path)}">Weigh a file on the start page</a></weigh-bridge>
      </section>`;
}
