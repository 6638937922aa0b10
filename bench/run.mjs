// run.mjs FILES TOOLS WHAT... [--rounds N] [--quick]: what scripts/bench runs. Measures and prints; whatever it finds, it ends well.

import {loadavg} from 'node:os';
import {resolve} from 'node:path';

import {folder} from './folder.mjs';
import {native} from './native.mjs';
import {page} from './page.mjs';
import {values} from './values.mjs';
import {visit} from './visit.mjs';

const parts = {native, page, values, visit, folder};
const [files = '', tools = '', ...rest] = process.argv.slice(2);
const quick = rest.includes('--quick');
const rounds = rest.includes('--rounds') ? Number(rest[rest.indexOf('--rounds') + 1]) : quick ? 1 : 5;

for (const [name, part] of Object.entries(parts)) {
  if (!rest.includes(name)) continue;
  console.log(`\n## ${name}\n\nload of the machine before: ${loadavg().map((load) => load.toFixed(1)).join(', ')}`);
  // A browser takes no path but a whole one.
  await part({files: resolve(files), tools: resolve(tools), rounds, quick});
}
