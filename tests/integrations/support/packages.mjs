// What the test files of the generators build with: the generators as pinned, our packages as packed by integrations/pack.

import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {delimiter, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export const project = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const packedFolder = resolve(project, 'build/integrations');

/** @param {string} command @param {string[]} args @param {{cwd?: string, env?: {[name: string]: string}}} [options] @returns {string} */
export function run(command, args, {cwd = project, env = {}} = {}) {
  const {status, stdout, stderr, error} = spawnSync(command, args, {cwd, env: {...process.env, ...env}, encoding: 'utf8', maxBuffer: 1e8});
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed with ${status}:\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  return stdout;
}

/** An empty folder for what a test builds. @param {string} name */
export function emptyFolder(name) {
  const folder = resolve(packedFolder, name);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  return folder;
}

/** @param {RegExp} name */
export function packed(name) {
  const found = readdirSync(packedFolder).find((file) => name.test(file));
  if (found === undefined) throw new Error(`no ${name} in build/integrations: run integrations/pack`);
  return resolve(packedFolder, found);
}

/**
 * The pinned Python environment with one of our wheels on top. The environment is shared, so the wheel goes into a folder of the test's own.
 * @param {RegExp} wheel @param {string} folder
 */
export function pythonWith(wheel, folder) {
  const tools = run(resolve(project, 'integrations/tools'), ['python']).trim();
  run(`${tools}/bin/python`, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-index', '--no-deps', '--target', folder, packed(wheel)]);
  return {
    tools,
    /** @param {string} command @param {string[]} args */
    run: (command, ...args) =>
      run(`${tools}/bin/${command}`, args, {env: {PYTHONPATH: [folder, process.env['PYTHONPATH']].filter(Boolean).join(delimiter)}}),
  };
}

/**
 * The policy for a built site as docs/embedding.md tells to make it: what the command prints, and nothing behind it. Directives that
 * are replaced must stand in the section of the generator.
 * @param {string} section @param {string} folder @param {string[]} [replaced]
 */
export function documentedPolicy(section, folder, replaced = []) {
  const text = readFileSync(resolve(project, 'docs/embedding.md'), 'utf8').split(/^## /m).find((part) => part.startsWith(`${section}\n`));
  if (text === undefined) throw new Error(`docs/embedding.md has no section ${section}`);
  for (const directive of replaced) if (!text.includes(`\`${directive}\``)) throw new Error(`${section} does not say that it needs ${directive}`);
  return run(process.execPath, [resolve(project, 'integrations/policy.mjs'), folder, ...replaced]).trim();
}
