// Reads a site's _headers as Netlify and Cloudflare Pages do: a path, then indented headers; `*` at the end of a path stands for anything.

import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** @typedef {{path: string, headers: [string, string][]}} Rule */

/** @param {string} text @returns {Rule[]} */
export function rulesIn(text) {
  /** @type {Rule[]} */
  const rules = [];
  for (const line of text.split('\n')) {
    const header = /^\s+([\w-]+): (.*)$/.exec(line);
    if (header !== null) rules.at(-1)?.headers.push([header[1] ?? '', header[2] ?? '']);
    else if (line !== '') rules.push({path: line, headers: []});
  }
  return rules;
}

/** Every value that some rule gives, by lower-case name. @param {Rule[]} rules @param {string} path @returns {Record<string, string[]>} */
export function allHeaders(rules, path) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const rule of rules) {
    if (rule.path.endsWith('*') ? !path.startsWith(rule.path.slice(0, -1)) : path !== rule.path) continue;
    for (const [name, value] of rule.headers) (found[name.toLowerCase()] ??= []).push(value);
  }
  return found;
}

/** @param {string} folder @param {string} path @returns {Record<string, string>} */
export function headersFor(folder, path) {
  const file = join(folder, '_headers');
  if (!existsSync(file)) return {};
  return Object.fromEntries(Object.entries(allHeaders(rulesIn(readFileSync(file, 'utf8')), path)).map(([name, values]) => [name, values.join(', ')]));
}
