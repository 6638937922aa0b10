// scripts/static_server.py, which serves the page on a developer's machine.

import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {get} from 'node:http';
import {dirname, extname, resolve} from 'node:path';
import {brotliDecompressSync, gunzipSync} from 'node:zlib';

import {describe, expect, it} from 'vitest';

import {filesBelow} from '../support/folder.mjs';
import {project, siteFolder} from '../support/page.mjs';

const files = filesBelow(siteFolder);

describe('scripts/static_server.py', () => {
  /** Starts it, answers its address. */
  const start = (...options: string[]) => {
    const server = spawn('python3', [resolve(project, 'scripts/static_server.py'), siteFolder, '18080', ...options], {stdio: ['ignore', 'pipe', 'inherit']});
    const address = new Promise<string>((found, failed) => {
      server.stdout.on('data', (chunk: Buffer) => {
        const match = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(chunk));
        if (match !== null) found(match[0]);
      });
      server.on('exit', () => failed(new Error('it ended')));
    });
    return {address, stop: () => server.kill()};
  };
  const ask = (address: string, encodings = '') =>
    new Promise<{status: number; type: string; encoding: string; body: Buffer}>((done, failed) => {
      get(address, {headers: {'accept-encoding': encodings}}, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            encoding: response.headers['content-encoding'] ?? '',
            body: Buffer.concat(parts),
          }),
        );
      }).on('error', failed);
    });

  it('prints its address, knows the media types, has the page for what is missing', async () => {
    const {address, stop} = start();
    try {
      const wasm = files.find((path) => path.endsWith('.wasm')) ?? '';
      const script = files.find((path) => extname(path) === '.js' && dirname(path) === 'assets') ?? '';
      for (const [path, type] of [['', 'text/html'], [wasm, 'application/wasm'], [script, 'text/javascript'], ['manifest.webmanifest', 'application/manifest+json']]) {
        const {status, type: given, encoding} = await ask(`${await address}${path}`, 'gzip, br');
        expect([path, status, given, encoding]).toEqual([path, 200, type, '']);
      }
      const missing = await ask(`${await address}no/such/page`);
      expect(missing.status).toBe(404);
      expect(String(missing.body)).toContain('The scale is empty');
    } finally {
      stop();
    }
  });

  it('serves the compressed twins when asked to, to browsers that take them', async () => {
    const {address, stop} = start('--compressed');
    try {
      const index = readFileSync(resolve(siteFolder, 'index.html'));
      const br = await ask(`${await address}`, 'gzip, deflate, br');
      expect([br.type, br.encoding, brotliDecompressSync(br.body).equals(index)]).toEqual(['text/html', 'br', true]);
      const gz = await ask(`${await address}index.html`, 'gzip');
      expect([gz.encoding, gunzipSync(gz.body).equals(index)]).toEqual(['gzip', true]);
      const plain = await ask(`${await address}index.html`);
      expect([plain.encoding, plain.body.equals(index)]).toEqual(['', true]);
    } finally {
      stop();
    }
  });
});
