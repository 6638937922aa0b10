// The page around <weigh-bridge>: drops and pastes anywhere on it, the examples, the theme, the version, use offline and as an app.

import '../element/define.js';

import {wireExamples} from './examples.js';
import {wireInstall} from './install.js';
import {wireLaunch} from './launch.js';
import {wireOffline} from './offline.js';
import {wireTheme} from './theme.js';

const bridge = document.querySelector('weigh-bridge');
if (bridge === null) throw new Error('the page has no <weigh-bridge>');

// A file dropped beside the zone must not make the browser open it in place of the page.
addEventListener('dragover', (event) => {
  event.preventDefault();
});
addEventListener('drop', (event) => {
  if (event.defaultPrevented) return; // the zone has it
  event.preventDefault();
  if (event.dataTransfer !== null) void bridge.take(event.dataTransfer);
});
addEventListener('paste', (event) => {
  if (event.defaultPrevented || event.clipboardData === null) return;
  if (event.composedPath().some((target) => target instanceof HTMLInputElement)) return;
  event.preventDefault();
  void bridge.take(event.clipboardData, true);
});

bridge.addEventListener('weighbridge-ready', (event) => {
  const version = document.querySelector('#version');
  if (version !== null) version.textContent = (event as CustomEvent<{version: string}>).detail.version;
});
bridge.addEventListener('weighbridge-start', () => document.body.classList.add('weighed'));

wireTheme(bridge);
wireExamples(bridge);
wireLaunch(bridge);
wireInstall();
wireOffline(bridge);
