// Which predictions come first. Pure.

import type {LoaderPrediction} from '../../engine/report.js';

/** The newest range of each package, which most people have, and the others. The report lists them from old to new. */
export function newestFirst(predictions: readonly LoaderPrediction[]): {newest: LoaderPrediction[]; older: LoaderPrediction[]} {
  const last = new Map(predictions.map((prediction) => [prediction.package, prediction]));
  const newest = predictions.filter((prediction) => last.get(prediction.package) === prediction);
  return {newest, older: predictions.filter((prediction) => !newest.includes(prediction))};
}
