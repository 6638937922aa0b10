// What HDF5's library said of what was weighed. Every later request about it takes that along: the engine may have closed it meanwhile.

import type {JobRequest} from './protocol.js';

/** Of what is weighed; null for a job that is about no one thing. */
function keyOf(request: JobRequest): number | null {
  if (request.kind === 'group') return null;
  return request.kind === 'explain' ? (request.about?.key ?? null) : request.key;
}

export class Inspections {
  readonly #said = new Map<number, string>();

  note(key: number, inspections: string): void {
    this.#said.set(key, inspections);
  }

  addedTo(request: JobRequest): JobRequest {
    const key = keyOf(request);
    const inspections = key === null ? undefined : this.#said.get(key);
    if (inspections === undefined || request.kind === 'group') return request;
    if (request.kind === 'explain') return request.about === null ? request : {...request, about: {...request.about, inspections}};
    return {...request, inspections};
  }
}
