// The page around <weigh-bridge>: drops and pastes anywhere on it, the examples, the theme, the version, use offline and as an app.

import '../element/define.js';

import {wireDeepLinks} from './deep-links.js';
import {wireDrops} from './drops.js';
import {wireExamples} from './examples.js';
import {wireInstall} from './install.js';
import {wireLaunch} from './launch.js';
import {wireMyKeras} from './my-keras.js';
import {wireOffline} from './offline.js';
import {wireSharedReports} from './shared-report.js';
import {wireTheme} from './theme.js';

const bridge = document.querySelector('weigh-bridge');
if (bridge === null) throw new Error('the page has no <weigh-bridge>');

wireDrops((transfer, pasted) => void bridge.take(transfer, pasted));

bridge.addEventListener('weighbridge-ready', (event) => {
  const version = document.querySelector('#version');
  if (version !== null) version.textContent = (event as CustomEvent<{version: string}>).detail.version;
});
bridge.addEventListener('weighbridge-start', () => {
  document.body.classList.add('weighed');
  // A file is taken anywhere on the page, and what is said of it stands at the top.
  if (bridge.getBoundingClientRect().top < 0) bridge.scrollIntoView();
});

wireTheme(bridge);
wireMyKeras(bridge);
wireDeepLinks(bridge);
wireSharedReports(bridge);
wireExamples(bridge);
wireLaunch(bridge);
wireInstall();
wireOffline(bridge);
