// The worker that only reads: the engine's own counts values meanwhile. It is started before any file is there, and asks for nothing afterwards.

import {closeNetwork} from '../network.js';
import type {ReadRequest, ReadResponse, UpResponse} from './protocol.js';
import {readBlob} from './read-blob.js';

closeNetwork();

function serve(engine: MessagePort): void {
  const answer = (response: ReadResponse, transfer: Transferable[]) => engine.postMessage(response, transfer);
  engine.onmessage = ({data: {id, blob, spare}}: MessageEvent<ReadRequest>) => {
    readBlob(blob, spare).then(
      (bytes) => answer({id, outcome: bytes}, [bytes]),
      (thrown: DOMException) => answer({id, outcome: {name: thrown.name, message: thrown.message}}, []),
    );
  };
}

addEventListener('message', ({data: engine}: MessageEvent<MessagePort>) => serve(engine));
postMessage({kind: 'up'} satisfies UpResponse);
