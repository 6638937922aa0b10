// The browser's offer to install the page, made when it says that it can (beforeinstallprompt: Chromium). Elsewhere the button stays away;
// Safari installs from its own menus.

import {opensFiles} from './launch.js';
import {strings} from './strings.js';

interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

export function wireInstall(): void {
  const button = document.querySelector<HTMLButtonElement>('#install');
  if (button === null) return;
  let offer: InstallPromptEvent | null = null;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the browser's own bar would lie over the page
    offer = event as InstallPromptEvent;
    button.textContent = opensFiles ? strings.offline.installOpensFiles : strings.offline.install;
    button.hidden = false;
  });
  addEventListener('appinstalled', () => {
    button.hidden = true;
  });
  button.addEventListener('click', () => {
    button.hidden = true;
    // An offer can be used once; the browser makes another when it sees fit.
    void offer?.prompt();
    offer = null;
  });
}
