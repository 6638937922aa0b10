// The first report is drawn at a third of the speed of later ones: the browser reads templates and compiles functions as it meets them. So one
// is drawn before anybody has chosen a file, in an idle moment, where nobody can see, hear or find it.

import {render} from 'lit';

/** Browsers without idle callbacks: by then the page stands. */
const laterMilliseconds = 200;

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run);
  else setTimeout(run, laterMilliseconds);
}

export function rehearse(within: ParentNode | null, draw: () => unknown): void {
  if (within === null) return;
  whenIdle(() => {
    const stage = document.createElement('div');
    stage.hidden = true;
    const closed = stage.attachShadow({mode: 'closed'});
    within.append(stage);
    render(draw(), closed);
    whenIdle(() => stage.remove());
  });
}
