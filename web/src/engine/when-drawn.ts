// When the browser has drawn what the page is by now.

import {turn} from './turn.js';

/** No frame comes to a page that is not seen. */
const mostMilliseconds = 100;

export function whenDrawn(go: () => void): void {
  let gone = false;
  const once = () => {
    if (gone) return;
    gone = true;
    go();
  };
  setTimeout(once, mostMilliseconds);
  // The frame's own callbacks run before it is drawn; a message comes behind it.
  requestAnimationFrame(() => void turn().then(once));
}
