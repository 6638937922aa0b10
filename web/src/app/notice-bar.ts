// A bar at the lower edge of the window for the few things the page itself has to say. It lies over the page, so that nothing moves,
// and takes no focus, so that nobody is interrupted.

export interface NoticeAction {
  readonly label: string;
  readonly main?: boolean;
  run(): void;
}

/** Shows a notice until one of its actions is taken; answers how to take it away. `kind` names it for styles and tests. */
export function showNotice(kind: string, text: string, detail: string, actions: readonly NoticeAction[]): () => void {
  const region = document.querySelector('#notices');
  if (region === null) throw new Error('the page has no #notices');
  region.querySelector(`[data-notice="${kind}"]`)?.remove();
  const bar = document.createElement('div');
  bar.className = 'notice-bar';
  bar.dataset['notice'] = kind;
  const words = document.createElement('p');
  const main = document.createElement('b');
  main.textContent = text;
  words.append(main, ' ', detail);
  bar.append(words);
  for (const action of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action.label;
    if (action.main) button.className = 'main';
    button.addEventListener('click', () => {
      bar.remove();
      action.run();
    });
    bar.append(button);
  }
  region.append(bar);
  return () => bar.remove();
}
