// Serves a built site and sees every request the browser makes: it is the browser's proxy as well, for localhost too, so that a
// request to any other host would come by here. Such a request is noted and refused.

import {createReadStream, existsSync, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';
import {text} from 'node:stream/consumers';

import {headersFor} from './headers.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

// The browsers' own services, which they ask on their own account and from no page: sign-in, updates, push, settings. None of them serves
// anything that a page could load; fonts, scripts and the like of the same companies have other hosts and are noted.
const ofChromium =
  /^(accounts\.google\.com|(clients\d|android\.clients|mtalk)\.google\.com|(update|optimizationguide-pa|safebrowsing|content-autofill)\.googleapis\.com|(edgedl\.me|redirector)\.gvt1\.com)(:\d+)?$/;
const ofFirefox =
  /^((firefox\.settings|push|location)\.services\.mozilla\.com|(content-signature-2|firefox-settings-attachments)\.cdn\.mozilla\.net|detectportal\.firefox\.com)(:\d+)?$/;

/** The policy a page gives itself, once more as a header, with an address that the browser reports what it forbade to. @param {string} path */
function policyOf(path) {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(readFileSync(path, 'utf8'))?.[1];
  return policy === undefined ? {} : {'content-security-policy': `${policy}; report-uri ${violationsPath}`};
}
const violationsPath = '/violations-of-the-policy';

/**
 * `address`: where the (first) site begins, without the last slash. `use` serves another folder there from now on, as a new release does;
 * `stop` is an outage, `start` its end.
 * @typedef {{origin: string, address: string, proxy: string, requests: {host: string, path: string}[], violations: string[],
 *   use(folder: string): void, stop(): Promise<void>, start(): Promise<void>, close(): Promise<void>}} Server
 */

/**
 * One folder at the root, or several by the paths they are to be at. `reporting`: violations of the pages' policies come to be known.
 * `obeying`: as a host that reads the folder's _headers.
 * @param {string | Record<string, string>} folders @param {{reporting?: boolean, obeying?: boolean}} [options] @returns {Promise<Server>}
 */
export async function serve(folders, {reporting = false, obeying = false} = {}) {
  const mounts = Object.entries(typeof folders === 'string' ? {'/': folders} : folders);
  const first = mounts[0];
  if (first === undefined) throw new Error('nothing to serve');
  /** @type {{host: string, path: string}[]} */
  const requests = [];
  /** @type {string[]} */
  const violations = [];
  let host = '';
  const note = (/** @type {string} */ asked, /** @type {string} */ path) => {
    if (!ofChromium.test(asked) && !ofFirefox.test(asked)) requests.push({host: asked, path});
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.pathname === violationsPath) {
      void text(request).then((report) => violations.push(report));
      response.writeHead(204).end();
      return;
    }
    note(url.host, url.pathname);
    const [mount, folder] = mounts.find(([prefix]) => url.pathname.startsWith(prefix)) ?? ['/', '/nowhere'];
    const path = join(folder, normalize(decodeURIComponent(url.pathname.slice(mount.length - 1))).replace(/\/$/, '/index.html'));
    const stat = statSync(path, {throwIfNoEntry: false});
    if (url.host !== host || !path.startsWith(folder) || stat === undefined || !stat.isFile() || request.method !== 'GET') {
      const missing = join(folder, '404.html');
      response.writeHead(404, {'content-type': 'text/html; charset=utf-8'}).end(existsSync(missing) ? readFileSync(missing) : '');
      return;
    }
    const type = types[/** @type {keyof typeof types} */ (extname(path))] ?? 'application/octet-stream';
    response.writeHead(200, {'content-type': type, 'content-length': stat.size, 'cache-control': 'no-store', ...(reporting && path.endsWith('.html') ? policyOf(path) : {}), ...(obeying ? headersFor(folder, url.pathname.slice(mount.length - 1)) : {})});
    createReadStream(path).pipe(response);
  });
  server.on('connect', (request, socket) => {
    note(request.url ?? '', '');
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });

  const listen = (/** @type {number} */ port) =>
    /** @type {Promise<void>} */ (new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve)));
  const close = () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
    );
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  // localhost counts as a secure context, as the real host does over https: the clipboard is there.
  host = `localhost:${address.port}`;
  return {
    origin: `http://${host}`,
    proxy: `http://127.0.0.1:${address.port}`,
    address: `http://${host}${first[0].slice(0, -1)}`,
    requests,
    violations,
    use: (folder) => void (first[1] = folder),
    stop: close,
    start: () => listen(address.port),
    close,
  };
}
