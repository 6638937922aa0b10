// The same for every bundler: the box, and the engine without it.

import {weighJson} from 'weighbridge';
import 'weighbridge/element';

document.querySelector('input').addEventListener('change', async ({target}) => {
  const [file] = target.files;
  const report = JSON.parse(await weighJson(file));
  document.querySelector('output').textContent = report.verdict.headline;
});
