// What the page costs until the first verdict stays below its bar, and what the documents say of it is what the built page has.

import {spawnSync} from 'node:child_process';

import {expect, it} from 'vitest';

import {project} from '../support/page.mjs';

it('until the first verdict is no more than tests/web/first-verdict.json says', () => {
  const {status, stderr} = spawnSync('node', ['tests/web/size.mjs', '--check'], {cwd: project, encoding: 'utf8'});
  expect([status, stderr]).toEqual([0, '']);
}, 120_000);

it('is what README.md and docs/ say, to a tenth', () => {
  const {status, stderr} = spawnSync('python3', ['scripts/gen-readme', '--check', 'sizes'], {cwd: project, encoding: 'utf8'});
  expect([status, stderr]).toEqual([0, '']);
}, 120_000);
