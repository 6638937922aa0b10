// The module's functions are compiled when they are first called, which is most of a first verdict's time: 46 of 50 ms for 200 tensors. So one
// small model is judged before anybody has chosen a file, and the page draws the report where nobody sees it. Keras 3.15.1 wrote the model:
// Sequential, two Dense layers, all values one.

import type {Weighbridge} from '#engine/weighbridge.mjs';

import type {RehearsalResponse} from './protocol.js';
import {ReportText} from './report-text.js';
import type {Sessions} from './sessions.js';
import model from './warm-up.weights.h5?inline';

const practiceMilliseconds = 400;
/** What 10,000 layers take beyond what the engine begins with, but for the last fifth. */
const reservedBytes = 32 << 20;

const key = -1; // of no file on the page

function modelFile(): File {
  const bytes = atob(model.slice(model.indexOf(',') + 1));
  return new File([Uint8Array.from(bytes, (sign) => sign.charCodeAt(0))], 'warm-up.weights.h5');
}

export function warmUp(engine: Weighbridge, sessions: Sessions): RehearsalResponse {
  const file = modelFile();
  const {session} = sessions.get(engine, {key, files: [{path: file.name, file}], keras: ''});
  const text = new ReportText(session);
  const report: RehearsalResponse = {kind: 'rehearsal', head: text.head(), layers: [...text.layers()].flat()};
  text.json();
  sessions.close(key);
  return report;
}

/**
 * The browser compiles once more, and well, what is called often, and memory is slow the first time it is used. Measured on the page: the first screen
 * of 10,000 layers after 480 ms instead of 576 (legacy 519 instead of 550). Lets go in between: `isAsked` ends it.
 */
export async function practise(engine: Weighbridge, sessions: Sessions, isAsked: () => boolean): Promise<void> {
  engine.reserveMemory(reservedBytes);
  const end = performance.now() + practiceMilliseconds;
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve));
    if (isAsked()) return;
    warmUp(engine, sessions);
  }
}
