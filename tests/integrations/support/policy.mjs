// The content security policy that a built site is served with: the strict one, and by hash what the generator itself writes inline.

import {createHash} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

/** @param {string} folder @returns {string[]} */
function pages(folder) {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.html'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The sources a policy needs for the scripts that stand in the pages themselves. @param {string} folder */
export function inlineScripts(folder) {
  const hashes = new Set();
  for (const page of pages(folder)) {
    for (const [, attributes, text] of page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
      // What is no script but data is never run, and what has a source has no text.
      if (text === undefined || text === '' || /\bsrc\s*=/.test(attributes ?? '') || /type="?(application|text)\/(ld\+)?(json|template)/.test(attributes ?? '')) continue;
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
