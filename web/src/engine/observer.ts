// What is needed of a worker, and what the client hands on of its answers.

import type {FileGroup} from './given.js';
import type {ConfirmedResponse, HeadResponse, ProgressResponse, ScannedResponse, LayersResponse, JsonResponse, MarkdownResponse, GroupedResponse, ExplainedResponse} from './protocol.js';
import type {Explanation, Layer} from './report.js';

/** The part of Worker that is used; tests put their own in its place. */
export interface WorkerLike<Asked, Answered> {
  postMessage(message: Asked, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Answered>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface Observer {
  started?(): void;
  progress?(bytesRead: number): void;
  scanned?(bytes: number, ofBytes: number): void;
  head?(response: HeadResponse): void;
  confirmed?(response: ConfirmedResponse): void;
  layers?(layers: readonly Layer[]): void;
  json?(json: Blob): void;
  markdown?(markdown: Blob): void;
  explained?(explanation: Explanation): void;
  grouped?(groups: readonly FileGroup[]): void;
}

/** What asks nothing more of the client than to be told. */
type Told = ProgressResponse | ScannedResponse | ConfirmedResponse | LayersResponse | JsonResponse | MarkdownResponse | GroupedResponse | ExplainedResponse;

export function handOn(response: Told, observer: Observer): void {
  switch (response.kind) {
    case 'progress':
      return observer.progress?.(response.bytesRead);
    case 'scanned':
      return observer.scanned?.(response.bytes, response.ofBytes);
    case 'confirmed':
      return observer.confirmed?.(response);
    case 'layers':
      return observer.layers?.(response.layers);
    case 'json':
      return observer.json?.(response.json);
    case 'markdown':
      return observer.markdown?.(response.markdown);
    case 'grouped':
      return observer.grouped?.(response.groups);
    case 'explained':
      return observer.explained?.(response.explanation);
    default:
      response satisfies never;
  }
}
