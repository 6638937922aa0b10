// The worker that asks HDF5's own library whether a file opens. The library may die of a file; nothing but this worker dies with it.

import createInspector from '#engine/weighbridge-inspector.mjs';

import {crashFrom, failureToLoad} from '../errors.js';
import {closeNetwork} from '../network.js';
import {Sources} from '../sources.js';
import {inspectorAddress} from './inspector-address.js';
import type {InspectRequest, InspectResponse} from './protocol.js';

const sources = new Sources();

function post(response: InspectResponse): void {
  postMessage(response);
}

const inspector = createInspector({locateFile: inspectorAddress, readAt: sources.readAt});

inspector.then(
  (module) => {
    closeNetwork();
    post({kind: 'ready', library: module.library()});
  },
  (thrown: unknown) => post({kind: 'crashed', error: failureToLoad(thrown)}),
);

async function answer({id, file}: InspectRequest): Promise<void> {
  const module = await inspector;
  const files = sources.open([file], () => post({kind: 'reading'}));
  const [inspection] = JSON.parse(module.inspectFiles(files.list)) as readonly unknown[];
  sources.close(files);
  post({kind: 'inspected', id, inspection: JSON.stringify(inspection ?? null)});
}

addEventListener('message', ({data: request}: MessageEvent<InspectRequest>) => {
  answer(request).catch((thrown: unknown) => post({kind: 'crashed', error: crashFrom(thrown)}));
});
