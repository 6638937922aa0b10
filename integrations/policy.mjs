#!/usr/bin/env node
// integrations/policy.mjs FOLDER: prints a content security policy for a built site: the strict one, under which the box works, and by hash
// the scripts that the generator itself wrote into the pages. What a generator needs for its styles and images is in docs/embedding.md.

import {createHash} from 'node:crypto';
import {readFileSync, readdirSync, realpathSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Scripts that are data are never run. */
const kData = /\btype\s*=\s*["']?(application\/(ld\+)?json|text\/(template|html)|speculationrules)/i;

/** The sources a policy needs for the scripts that stand in the pages themselves. @param {string} folder */
export function inlineScripts(folder) {
  const hashes = new Set();
  for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.html'))) {
    for (const [, attributes = '', text = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
      if (text === '' || /\bsrc\s*=/.test(attributes) || kData.test(attributes)) continue;
      hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
  }
  return [...hashes].sort();
}

/** @param {{scripts?: string[], styles?: string[], images?: string[]}} [generator] what the generator needs beyond the strict policy */
export function policy({scripts = [], styles = [], images = []} = {}) {
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    ["img-src 'self'", ...images].join(' '),
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write('usage: integrations/policy.mjs FOLDER\n');
    process.exit(64);
  }
  process.stdout.write(`${policy({scripts: inlineScripts(folder)})}\n`);
}
