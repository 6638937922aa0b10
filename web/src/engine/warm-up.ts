// The module's functions are compiled when they are first called, which is most of a first verdict's time: 46 of 50 ms for 200 tensors. So one
// small model is judged before anybody has chosen a file, and the page draws the report where nobody sees it. Keras 3.15.1 wrote the model:
// Sequential, two Dense layers, all values one.

import type {Weighbridge} from '#engine/weighbridge.mjs';

import type {RehearsalResponse} from './protocol.js';
import {ReportText} from './report-text.js';
import type {Sessions} from './sessions.js';
import model from './warm-up.weights.h5?inline';

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
