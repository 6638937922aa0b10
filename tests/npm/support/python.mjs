// weigh() of the Python package: of the wheel with the native command, and of the one that runs WebAssembly.

import {execFileSync} from 'node:child_process';
import {join} from 'node:path';

import {project} from './package.mjs';

/** A Python with the runtime for WebAssembly; scripts/test has installed it. */
const python = () => join(execFileSync(join(project, 'integrations/tools'), ['python-tests'], {encoding: 'utf8'}).trim(), 'bin/python');

/**
 * The reports as `to_json()` gives them.
 * @param {'native' | 'wasm'} wheel @param {string[]} paths @param {'all' | 'none'} values
 */
export function pythonReports(wheel, paths, values) {
  const input = JSON.stringify(paths.map((path) => [path, values === 'all']));
  const printed = execFileSync(python(), [join(project, 'tests/python/reports.py'), wheel], {input, encoding: 'utf8', maxBuffer: 1 << 30});
  return printed.split(/(?<=\n)/);
}
