#!/usr/bin/env node
// integrations/policy.mjs FOLDER [DIRECTIVE...]: prints the content security policy for a built site, whole, to be sent as it is: the strict
// one, under which the box works, with the hashes of the scripts that the generator itself wrote into the pages. Each DIRECTIVE, such as
// "img-src 'self' data:", replaces the strict one of its name; what a generator needs of that is in docs/embedding.md. Nothing can be added
// behind the policy: of two directives of one name browsers take the first.

import {createHash} from 'node:crypto';
import {readFileSync, readdirSync, realpathSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Scripts that are data are never run. */
const dataTypes = /\btype\s*=\s*["']?(application\/(ld\+)?json|text\/(template|html)|speculationrules)/i;

/** The sources a policy needs for the scripts that stand in the pages themselves. @param {string} folder */
export function inlineScripts(folder) {
  const hashes = new Set();
  for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.html'))) {
    for (const [, attributes = '', text = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
      if (text === '' || /\bsrc\s*=/.test(attributes) || dataTypes.test(attributes)) continue;
      hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
  }
  return [...hashes].sort();
}

/**
 * @param {string} folder the built site
 * @param {string[]} [replaced] directives that take the place of the strict ones
 */
export function policy(folder, replaced = []) {
  const directives = new Map([
    ['default-src', "'self'"],
    ['script-src', ["'self' 'wasm-unsafe-eval'", ...inlineScripts(folder)].join(' ')],
    ['style-src', "'self'"],
    ['img-src', "'self'"],
    ['worker-src', "'self'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'self'"],
  ]);
  const given = new Set();
  for (const directive of replaced) {
    const [, name, sources] = /^([a-z]+-[a-z-]+) ([^;,]+)$/.exec(directive) ?? [];
    if (name === undefined || sources === undefined) throw new Error(`no directive: ${directive}`);
    if (name === 'script-src') throw new Error('script-src is not to be given: its hashes are counted from the pages');
    if (given.has(name)) throw new Error(`${name} is given twice`);
    given.add(name);
    directives.set(name, sources);
  }
  return [...directives].map(([name, sources]) => `${name} ${sources}`).join('; ');
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder, ...replaced] = process.argv.slice(2);
  if (folder === undefined || folder.startsWith('-')) {
    process.stderr.write(`usage: integrations/policy.mjs FOLDER ["style-src 'self' 'unsafe-inline'"] ["img-src 'self' data:"] ...\n`);
    process.exit(64);
  }
  try {
    process.stdout.write(`${policy(folder, replaced)}\n`);
  } catch (error) {
    process.stderr.write(`policy.mjs: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(64);
  }
}
