// A proxy that is a slow line: every request waits, and all answers together come at the line's rate, whichever thread of the browser asked.

import {createServer, request as ask} from 'node:http';
import {setTimeout as pause} from 'node:timers/promises';

/** About two packets, so that answers that come at the same time share the line. */
const sliceBytes = 3000;

/**
 * @param {string} origin the only one that is behind it @param {{bytesPerSecond: number, latency: number}} line
 * @returns {Promise<{proxy: string, carried(): number, close(): void}>}
 */
export async function slowLine(origin, {bytesPerSecond, latency}) {
  let free = 0;
  let carried = 0;
  const carry = async (/** @type {number} */ bytes) => {
    carried += bytes;
    free = Math.max(free, performance.now()) + (1000 * bytes) / bytesPerSecond;
    await pause(Math.max(0, free - performance.now()));
  };
  const server = createServer(async (asked, answer) => {
    if (!asked.url?.startsWith(`${origin}/`)) return void answer.writeHead(403).end();
    await pause(latency);
    ask(asked.url, {headers: asked.headers}, async (response) => {
      try {
        await carry(300); // what headers come to
        answer.writeHead(response.statusCode ?? 502, response.headers);
        for await (const chunk of response) {
          for (let from = 0; from < chunk.length; from += sliceBytes) {
            const slice = chunk.subarray(from, from + sliceBytes);
            await carry(slice.length);
            answer.write(slice);
          }
        }
        answer.end();
      } catch {
        answer.destroy(); // the browser went away
      }
    }).on('error', () => answer.destroy()).end();
  });
  server.on('connect', (_, socket) => socket.on('error', () => {}).end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    proxy: `http://127.0.0.1:${address.port}`,
    carried: () => carried,
    close: () => void (server.close(), server.closeAllConnections()),
  };
}
