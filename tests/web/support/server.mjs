// Serves a built site and sees every request the browser makes: it is the browser's proxy as well, for localhost too, so that a
// request to any other host would come by here. Such a request is noted and refused.

import {createReadStream, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

// Chromium's own services, which it asks on its own account and from no page: sign-in, updates, push. None of them serves anything that
// a page could load; fonts, scripts and the like of the same company have other hosts and are noted.
const kOfTheBrowser =
  /^(accounts\.google\.com|(clients\d|android\.clients|mtalk)\.google\.com|(update|optimizationguide-pa|safebrowsing|content-autofill)\.googleapis\.com|(edgedl\.me|redirector)\.gvt1\.com)(:\d+)?$/;

/**
 * @param {string} folder
 * @returns {Promise<{origin: string, proxy: string, requests: {host: string, path: string}[], close(): Promise<void>}>}
 */
export async function serve(folder) {
  /** @type {{host: string, path: string}[]} */
  const requests = [];
  let host = '';
  const note = (/** @type {string} */ asked, /** @type {string} */ path) => {
    if (!kOfTheBrowser.test(asked)) requests.push({host: asked, path});
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    note(url.host, url.pathname);
    const path = join(folder, normalize(decodeURIComponent(url.pathname)).replace(/\/$/, '/index.html'));
    const stat = statSync(path, {throwIfNoEntry: false});
    if (url.host !== host || !path.startsWith(folder) || stat === undefined || !stat.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = kTypes[/** @type {keyof typeof kTypes} */ (extname(path))] ?? 'application/octet-stream';
    response.writeHead(200, {'content-type': type, 'content-length': stat.size, 'cache-control': 'no-store'});
    createReadStream(path).pipe(response);
  });
  server.on('connect', (request, socket) => {
    note(request.url ?? '', '');
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });

  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  // localhost counts as a secure context, as the real host does over https: the clipboard is there.
  host = `localhost:${address.port}`;
  return {
    origin: `http://${host}`,
    proxy: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      }),
  };
}
