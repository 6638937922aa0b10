// Web sites for the tests: each a server of its own, so that two of them are of different origin.

import {createReadStream, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';

import {packageFolder} from './package.mjs';

const types = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm'};

/**
 * A site of `pages` (path -> HTML), with the package's dist/ under /weighbridge/ if `dist` is set.
 * @param {{pages?: Record<string, string>, dist?: boolean | string, headers?: Record<string, string>, only?: (path: string) => Record<string, string>}} options
 */
export async function site({pages = {}, dist = false, headers = {}, only = () => ({})}) {
  const requests = [];
  const addresses = [];
  const folder = typeof dist === 'string' ? dist : join(packageFolder, 'dist');
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    requests.push(path);
    addresses.push(request.url ?? '/');
    const page = pages[path];
    const file = dist && path.startsWith('/weighbridge/') ? join(folder, normalize(path.slice('/weighbridge'.length))) : null;
    const all = {'cache-control': 'no-store', ...headers, ...only(path)};
    if (page !== undefined) {
      response.writeHead(200, {...all, 'content-type': 'text/html; charset=utf-8'}).end(page);
    } else if (file !== null && statSync(file, {throwIfNoEntry: false})?.isFile()) {
      response.writeHead(200, {...all, 'content-type': types[extname(file)] ?? 'application/octet-stream'});
      createReadStream(file).pipe(response);
    } else {
      response.writeHead(404, all).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${server.address().port}`;
  return {
    origin,
    /** Their paths, and whole addresses with what stands behind the path. */
    requests,
    addresses,
    pages,
    /** The requests for the engine: its workers and their modules. */
    engine: () => requests.filter((path) => /worker|inspector|\.wasm/.test(path)),
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}
