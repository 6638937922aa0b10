// Builds the page a second time with the engine's stand-in (tests/web/stand-in), for the faults the real engine must not have.

import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const project = fileURLToPath(new URL('../../..', import.meta.url));

export default async function buildStandIn(): Promise<void> {
  const {build} = await import(resolve(project, 'web/node_modules/vite/dist/node/index.js'));
  const before = {...process.env};
  process.env['NODE_ENV'] = 'production'; // the runner says "test", and Lit would then be built for developing
  process.env['WEIGHBRIDGE_ENGINE'] = resolve(project, 'tests/web/stand-in');
  process.env['WEIGHBRIDGE_SITE'] = resolve(project, 'build/site-stand-in');
  try {
    await build({configFile: resolve(project, 'web/vite.config.ts'), logLevel: 'warn', mode: 'production'});
  } finally {
    process.env = before;
  }
}
