// Light, dark, or as the system has it. Remembered where the browser allows it; forgotten without complaint where not.

import {strings} from './strings.js';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

function remembered(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem('theme')) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export function wireTheme(bridge: {theme: string | null}): void {
  const button = document.querySelector<HTMLButtonElement>('#theme');
  const name = document.querySelector('#theme-name');
  if (button === null || name === null) return;
  let theme = remembered();
  const show = () => {
    name.textContent = strings.theme[theme];
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    bridge.theme = theme === 'auto' ? null : theme;
  };
  button.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Private windows and sandboxed frames refuse.
    }
    show();
  });
  show();
}
