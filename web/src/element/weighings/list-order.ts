// The list of several weighings: the worst first, what came of them all, and which of them are bad. Pure.

import type {VerdictState} from '../../engine/report.js';
import {mayHoldWeights} from './group-order.js';
import type {Weighing} from './weighing.js';

/** The worst first. What could not be weighed stands with what is damaged: nobody knows what it holds. */
const badOutcomes: readonly (VerdictState | 'failed')[] = ['damaged', 'failed', 'empty', 'partly-empty', 'not-weights'];

/** The finding that says so (core/rules/empty). */
const needsNoWeights = 'weightless-only';

export type Outcome = VerdictState | 'failed' | 'cancelled' | 'under way';

export function outcomeOf({head, error}: Weighing): Outcome {
  if (error !== null) return error.kind === 'cancelled' ? 'cancelled' : 'failed';
  return head?.verdict.state ?? 'under way';
}

/** A README in a dropped folder is no bad weight file; given by name it is one. A model that has no weights is saved without any: as it should be. */
export function isBad(weighing: Weighing): boolean {
  const outcome = outcomeOf(weighing);
  if (outcome === 'not-weights') return weighing.folder === '' || mayHoldWeights(weighing);
  if (outcome === 'empty' && weighing.head?.findings.some(({id}) => id === needsNoWeights)) return false;
  return (badOutcomes as readonly Outcome[]).includes(outcome);
}

/** Bad ones by how bad they are; then what is loaded or still under way, as it was given; then what is no weight file and was not meant as one. */
export function worstFirst(weighings: readonly Weighing[]): readonly Weighing[] {
  const rank = (weighing: Weighing) => {
    const outcome = outcomeOf(weighing);
    if (isBad(weighing)) return (badOutcomes as readonly Outcome[]).indexOf(outcome);
    return badOutcomes.length + (outcome === 'not-weights' ? 1 : 0);
  };
  const ranked = weighings.map((weighing) => ({weighing, rank: rank(weighing)}));
  return ranked.sort((a, b) => a.rank - b.rank).map(({weighing}) => weighing);
}

/** How many of each outcome, in the order of a sentence: "9 loaded, 2 empty, 1 damaged". */
export function tally(weighings: readonly Weighing[]): ReadonlyMap<Outcome, number> {
  const order: readonly Outcome[] = ['filled', 'partly-empty', 'empty', 'damaged', 'not-weights', 'failed', 'cancelled', 'under way'];
  const counts = new Map<Outcome, number>();
  for (const outcome of order) {
    const count = weighings.filter((weighing) => outcomeOf(weighing) === outcome).length;
    if (count > 0) counts.set(outcome, count);
  }
  return counts;
}
