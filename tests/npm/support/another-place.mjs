// The same sources in another folder, where another user packs them: what a second build is made of.

import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {project} from './package.mjs';

/** What compilers made is taken from the first build: compiling it anew takes ten minutes (CONTRIBUTING.md says what came out). */
function compiled() {
  const systems = ['native', 'linux-aarch64', 'windows-x86_64', 'macos-arm64', 'macos-x86_64'];
  const programs = systems.map((system) => `${system}/weighbridge${system.startsWith('windows') ? '.exe' : ''}`).filter((name) => existsSync(join(project, 'build', name)));
  const modules = readdirSync(join(project, 'build/wasm')).filter((name) => /\.(mjs|wasm)$/.test(name));
  return [...programs, ...modules.map((name) => `wasm/${name}`)];
}
const caches = /\/node_modules\/\.(cache|vite)/;

/**
 * A copy of what is, or would be, committed. In memory where that can be: there folders list their files in another order.
 * @returns {{folder: string, run: (line: string) => void, remove: () => void}}
 */
export function anotherPlace() {
  const folder = join(mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'a weighbridge ')), 'elsewhere', 'sources');
  const environment = {
    PATH: process.env.PATH,
    HOME: join(folder, '../home'),
    TZ: 'Pacific/Kiritimati',
    LC_ALL: 'C',
    PYTHONHASHSEED: '7',
    NODE_OPTIONS: `--require=${fileURLToPath(new URL('./another-clock.cjs', import.meta.url))}`,
  };
  const run = (line) => execFileSync('sh', ['-ec', `umask 077; ${line}`], {cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28});
  mkdirSync(folder, {recursive: true});
  mkdirSync(environment.HOME);
  const files = execFileSync('git', ['-C', project, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {encoding: 'utf8'}).split('\0');
  const there = files.filter((name) => name !== '' && existsSync(join(project, name)));
  const archive = execFileSync('tar', ['-C', project, '-c', '--null', '--no-recursion', '-T', '-'], {input: there.join('\0'), maxBuffer: 1 << 30});
  execFileSync('sh', ['-ec', 'umask 077; tar -x --no-same-permissions --touch'], {cwd: folder, input: archive});
  cpSync(join(project, 'web/node_modules'), join(folder, 'web/node_modules'), {recursive: true, verbatimSymlinks: true, filter: (path) => !caches.test(path)});
  for (const name of compiled()) cpSync(join(project, 'build', name), join(folder, 'build', name));
  return {folder, run, remove: () => rmSync(dirname(dirname(folder)), {recursive: true})};
}
