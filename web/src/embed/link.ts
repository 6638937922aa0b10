// The frame's end of the talk with its host page: whom it listens to, and to whom it answers.

import {isHostMessage, type FrameMessage, type HostMessage} from './protocol.js';

/** The part of Window that is used; tests put their own in its place. */
export interface Peer {
  postMessage(message: FrameMessage, targetOrigin: string): void;
}

export class HostLink {
  readonly #host: Peer;
  readonly #hear: (message: HostMessage) => void;
  #origin: string | null = null;
  reports: 'given' | 'all' = 'given';

  constructor(host: Peer, hear: (message: HostMessage) => void) {
    this.#host = host;
    this.#hear = hear;
    // Anyone may know that the frame is there.
    host.postMessage({weighbridge: 1, type: 'ready'}, '*');
  }

  /** The origin that said hello. "null": the host has none to show, such as a sandboxed frame or a file. */
  get origin(): string | null {
    return this.#origin;
  }

  receive({source, origin, data}: {readonly source: unknown; readonly origin: string; readonly data: unknown}): void {
    if (source !== this.#host || !isHostMessage(data)) return;
    if (this.#origin !== null && origin !== this.#origin) return;
    if (data.type === 'hello') {
      this.#origin = origin;
      this.reports = data.reports === 'all' ? 'all' : 'given';
      this.send({weighbridge: 1, type: 'hello'});
    } else if (this.#origin === null) {
      return;
    }
    this.#hear(data);
  }

  /** To the origin that said hello; before that nothing is sent. */
  send(message: FrameMessage): void {
    if (this.#origin === null) return;
    // An opaque origin cannot be named. The window is the one that said hello all the same: a parent that goes elsewhere takes its frames along.
    this.#host.postMessage(message, this.#origin === 'null' ? '*' : this.#origin);
  }
}
