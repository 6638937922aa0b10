// The archive that npm would publish, installed in a folder of its own, as a reader has it.

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

import {packageFolder, project} from './package.mjs';

/** @param {object} manifest what the reader's own package.json says besides */
export function consumer(manifest = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-consumer-'));
  const npm = (words) => execFileSync('npm', [...words, '--offline', '--no-audit', '--no-fund', '--loglevel=error'], {cwd: folder, encoding: 'utf8'});
  const packed = JSON.parse(npm(['pack', packageFolder, '--json']))[0];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({name: 'consumer', private: true, type: 'module'}));
  npm(['install', join(folder, packed.filename)]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({name: 'consumer', private: true, type: 'module', ...manifest}));
  return {folder, packed, remove: () => rmSync(folder, {recursive: true})};
}

/** Puts the pinned bundlers beside the package. */
export function withBundlers(folder) {
  const tools = resolve(project, 'tests/npm/bundlers/node_modules');
  if (!existsSync(tools)) throw new Error('the bundlers are not installed: scripts/test npm does that, or npm ci in tests/npm/bundlers');
  for (const name of readdirSync(tools)) {
    const link = join(folder, 'node_modules', name);
    if (!existsSync(link)) symlinkSync(join(tools, name), link);
  }
}
