// The pages to read: the theme, buttons to copy code, and the box, which is loaded only when the reader comes near it or gives a file.

import './article.css';

import {wireDrops} from './drops.js';
import {exampleFile} from './examples.js';
import {strings} from './strings.js';
import {wireTheme} from './theme.js';

const box = document.querySelector('weigh-bridge');

let loading: Promise<unknown> | null = null;
const load = () => (loading ??= import('../element/define.js'));

if (box !== null) {
  wireTheme(box);
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({isIntersecting}) => isIntersecting)) return;
      near.disconnect();
      void load();
    },
    {rootMargin: '300px'},
  );
  near.observe(box);

  const weigh = async (files: readonly File[]) => {
    await load();
    box.scrollIntoView({block: 'start'});
    box.weigh(files);
  };
  wireDrops((transfer, pasted) => {
    // Before the box is there only plain files can be kept: the browser empties `transfer` after the event's own turn.
    if (customElements.get('weigh-bridge') !== undefined) void box.take(transfer, pasted);
    else if (transfer.files.length > 0) void weigh([...transfer.files]);
  });
}

// The link downloads the example where there is no script, and when the key for that is held.
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-example]')) {
  link.addEventListener('click', (event) => {
    if (box === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    Promise.all([exampleFile(link.href), load()]).then(
      ([file]) => {
        box.scrollIntoView({block: 'start'});
        box.focus({preventScroll: true});
        box.weigh([file]);
      },
      () => link.append(` (${strings.exampleFailed})`),
    );
  });
}

for (const code of document.querySelectorAll('pre')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = strings.copy.copy;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(code.textContent ?? '').then(
      () => (button.textContent = strings.copy.copied),
      () => (button.textContent = strings.copy.failed),
    );
  });
  code.after(button);
}
