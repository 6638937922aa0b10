// Which findings are about which layers and tensors, and to which layer a text in a finding leads. Pure.

import type {Evidence, Finding, Layer} from '../../engine/report.js';
import {findingPlace} from '../places.js';

export interface Mention {
  readonly finding: Finding;
  readonly place: string;
}

/** Findings of one id are told apart by their order. */
export function placesOf(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({id}) => {
    const nth = (seen.get(id) ?? 0) + 1;
    seen.set(id, nth);
    return findingPlace(id, nth);
  });
}

/** Every text of the evidence that may be the path of a tensor. */
function* textsOf(evidence: Evidence): Generator<string> {
  if ('path' in evidence) yield evidence.path;
  if ('items' in evidence) yield* evidence.items;
}

export class Mentions {
  readonly #byPath = new Map<string, number>();
  /** A name that two layers have names neither. */
  readonly #byName = new Map<string, number | null>();
  readonly #ofLayer = new Map<number, Mention[]>();
  readonly #ofPath = new Map<string, Mention[]>();

  constructor(findings: readonly Finding[], layers: readonly Layer[]) {
    if (findings.length === 0) return;
    for (const [index, {path, name}] of layers.entries()) {
      if (!this.#byPath.has(path)) this.#byPath.set(path, index);
      this.#byName.set(name, this.#byName.has(name) ? null : index);
    }
    const places = placesOf(findings);
    for (const [index, finding] of findings.entries()) this.#note({finding, place: places[index] ?? ''});
  }

  /** The layer that a path leads to or into, or that a list names: "layers/dense/vars/0", "dense (Dense)". */
  layerOf(text: string): number | null {
    for (let path = text; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const found = this.#byPath.get(path);
      if (found !== undefined) return found;
    }
    return this.#byName.get(text.replace(/ \([^()]*\)$/, '')) ?? null;
  }

  ofLayer(index: number): readonly Mention[] {
    return this.#ofLayer.get(index) ?? [];
  }

  /** Of exactly this tensor. */
  ofTensor(path: string): readonly Mention[] {
    return this.#ofPath.get(path) ?? [];
  }

  #note(mention: Mention): void {
    const {where, evidence} = mention.finding;
    const texts = new Set(where === null ? [] : [where.path]);
    for (const one of evidence) for (const text of textsOf(one)) texts.add(text);
    for (const text of texts) this.#ofPath.set(text, [...(this.#ofPath.get(text) ?? []), mention]);
    const layers = new Set(mention.finding.layers.map((path) => this.#byPath.get(path)));
    for (const layer of layers) if (layer !== undefined) this.#ofLayer.set(layer, [...(this.#ofLayer.get(layer) ?? []), mention]);
  }
}

export const noMentions = new Mentions([], []);
