// The worker that only reads: the engine's own counts values meanwhile. It is started before any file is there, and asks for nothing afterwards.

import {closeNetwork} from '../network.js';
import type {ReadRequest, ReadResponse} from './protocol.js';
import {readBlob} from './read-blob.js';

closeNetwork();

function answer(response: ReadResponse, transfer: Transferable[]): void {
  postMessage(response, {transfer});
}

addEventListener('message', ({data: {id, blob, spare}}: MessageEvent<ReadRequest>) => {
  readBlob(blob, spare).then(
    (bytes) => answer({id, outcome: bytes}, [bytes]),
    (thrown: DOMException) => answer({id, outcome: {name: thrown.name, message: thrown.message}}, []),
  );
});
