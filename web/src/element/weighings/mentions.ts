// Which findings are about which layers and tensors, and to which layer a word of a finding leads. Pure.

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
  readonly #ofLayer = new Map<number, Mention[]>();
  readonly #ofPath = new Map<string, Mention[]>();
  readonly #layers: readonly Layer[];

  constructor(findings: readonly Finding[], layers: readonly Layer[]) {
    this.#layers = layers;
    if (findings.length === 0) return;
    for (const [index, {path}] of layers.entries()) {
      if (!this.#byPath.has(path)) this.#byPath.set(path, index);
    }
    const places = placesOf(findings);
    for (const [index, finding] of findings.entries()) this.#note({finding, place: places[index] ?? ''});
  }

  /**
   * The layer that a path leads to or into ("layers/dense/vars/0"), or the one that is called like that among those that the finding is about
   * (`about`, its `layers`): "dense", or "dense (Dense)" as lists have it. A name that two of them have leads to neither.
   */
  layerOf(text: string, about: readonly string[]): number | null {
    for (let path = text; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const found = this.#byPath.get(path);
      if (found !== undefined) return found;
    }
    const called = about.map((path) => this.#byPath.get(path)).filter((index) => index !== undefined && this.#isCalled(index, text));
    return called.length === 1 ? (called[0] ?? null) : null;
  }

  ofLayer(index: number): readonly Mention[] {
    return this.#ofLayer.get(index) ?? [];
  }

  /** Of exactly this tensor. */
  ofTensor(path: string): readonly Mention[] {
    return this.#ofPath.get(path) ?? [];
  }

  #isCalled(index: number, text: string): boolean {
    const layer = this.#layers[index];
    if (layer === undefined) return false;
    return text === layer.name || (layer.class !== null && text === `${layer.name} (${layer.class})`);
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
