// The module's functions are compiled when they are first called, which is most of a first verdict's time: 46 of 50 ms for 200 tensors. So one
// small model is judged before anybody has chosen a file. Keras 3.15.1 wrote it: Sequential, two Dense layers, all values one.

import type {Weighbridge} from '#engine/weighbridge.mjs';

import {ReportText} from './report-text.js';
import type {Sessions} from './sessions.js';
import model from './warm-up.weights.h5?inline';

const key = -1; // of no file on the page

function modelFile(): File {
  const bytes = atob(model.slice(model.indexOf(',') + 1));
  return new File([Uint8Array.from(bytes, (sign) => sign.charCodeAt(0))], 'warm-up.weights.h5');
}

export function warmUp(engine: Weighbridge, sessions: Sessions): void {
  const file = modelFile();
  const {session} = sessions.get(engine, {key, files: [{path: file.name, file}], keras: ''});
  const text = new ReportText(session);
  for (const layers of text.layers()) void layers;
  text.json();
  sessions.close(key);
}
