// What the documents say of the page's size is what the built page has.

import {spawnSync} from 'node:child_process';

import {expect, it} from 'vitest';

import {project} from '../support/page.mjs';

it('is what README.md and docs/ say, to a tenth', () => {
  const {status, stderr} = spawnSync('python3', ['scripts/gen-readme', '--check', 'sizes'], {cwd: project, encoding: 'utf8'});
  expect([status, stderr]).toEqual([0, '']);
}, 120_000);
