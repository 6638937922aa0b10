// What lies in a built site.

import {readdirSync} from 'node:fs';
import {relative, sep} from 'node:path';

/** Every file below `folder`, as the path of an address, sorted. @param {string} folder @returns {string[]} */
export function filesBelow(folder) {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, `${entry.parentPath}/${entry.name}`).split(sep).join('/'))
    .sort();
}

/** For the host or for search engines: nothing a page asks for. */
const neverAsked = /\.(br|gz|map)$|^(_headers|robots\.txt|sitemap\.xml|icons\/card\.png|service-worker\.js)$/;

/** The files that must be stored for use without a network. @param {string} folder */
export const storableBelow = (folder) => filesBelow(folder).filter((path) => !neverAsked.test(path));
