// What the engine's worker and its reader say to each other, through a channel of their own. Buffers go to and fro and are never copied.

/** To the page, once: the reader waits for its end of the channel. */
export interface UpResponse {
  readonly kind: 'up';
}

/** Read all of it. */
export interface ReadRequest {
  readonly id: number;
  readonly blob: Blob;
  /** Where its bytes may go, if there is room. */
  readonly spare: ArrayBuffer | null;
}

export interface ReadResponse {
  readonly id: number;
  /** Its bytes, in front of all else that the buffer has room for; or why there are none, in the browser's words. */
  readonly outcome: ArrayBuffer | {readonly name: string; readonly message: string};
}
