// What a host page and embed.html say to each other, by postMessage. docs/embedding.md says the same in words.
//
// Every message has `weighbridge: 1`, the version of this protocol. The frame listens to its parent window alone. It says `ready` when it
// can listen, to anyone. The host answers with `hello`, and so does the frame; to the origin of the first hello alone it says the rest.

import type {EngineErrorData, Theme} from '../element/host-api.js';
import type {Report} from '../engine/report.js';

export type {Theme};
export type * from '../engine/report.js';

export const protocolVersion = 1;

/** Any value that can be cloned; it comes back with the answers to what it was sent with. */
export type Request = string | number;

export interface GivenBytes {
  readonly name: string;
  /** Transfer it, and nothing is copied: `frame.postMessage(message, origin, [bytes])`. */
  readonly bytes: ArrayBuffer;
}

export type HostMessage =
  | {
      readonly weighbridge: 1;
      readonly type: 'hello';
      readonly theme?: Theme;
      /** Of which files the host wants the report: those that it gave itself, the default; or `all`, and the frame tells its user so. */
      readonly reports?: 'given' | 'all';
    }
  | {readonly weighbridge: 1; readonly type: 'theme'; readonly theme: Theme}
  | {readonly weighbridge: 1; readonly type: 'weigh'; readonly files: readonly (File | GivenBytes)[]; readonly request?: Request}
  | {readonly weighbridge: 1; readonly type: 'clear'};

interface About {
  readonly weighbridge: 1;
  readonly name: string;
  /** As in the host's `weigh`; null for what the user chose. */
  readonly request: Request | null;
}

export type FrameMessage =
  | {readonly weighbridge: 1; readonly type: 'ready'}
  | {readonly weighbridge: 1; readonly type: 'hello'}
  /** How high the frame's content is, in CSS pixels, whenever that changes. */
  | {readonly weighbridge: 1; readonly type: 'height'; readonly height: number}
  /** `final`: false at the verdict, when the values are still being read. */
  | (About & {readonly type: 'report'; readonly report: Report; readonly final: boolean})
  | (About & {readonly type: 'progress'; readonly bytes: number; readonly ofBytes: number})
  | (About & {readonly type: 'error'; readonly error: EngineErrorData});

export function isHostMessage(data: unknown): data is HostMessage {
  if (typeof data !== 'object' || data === null || !('weighbridge' in data) || !('type' in data)) return false;
  return data.weighbridge === protocolVersion && ['hello', 'theme', 'weigh', 'clear'].includes(String(data.type));
}
