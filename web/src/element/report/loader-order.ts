// Which predictions come first. Pure.

import type {LoaderPrediction} from '../../engine/report.js';

function goesFurther({to}: LoaderPrediction, than: LoaderPrediction): boolean {
  return (to ?? '').localeCompare(than.to ?? '', 'en', {numeric: true}) > 0;
}

/** The reader's own Keras, then the newest range of each package, which most people have; and the others, from old to new as in the report. */
export function newestFirst(predictions: readonly LoaderPrediction[]): {newest: LoaderPrediction[]; older: LoaderPrediction[]} {
  const furthest = new Map<string, LoaderPrediction>();
  for (const prediction of predictions) {
    const before = furthest.get(prediction.package);
    if (before === undefined || goesFurther(prediction, before)) furthest.set(prediction.package, prediction);
  }
  const newest = predictions.filter((prediction) => prediction.mine === true || furthest.get(prediction.package) === prediction);
  return {newest, older: predictions.filter((prediction) => !newest.includes(prediction))};
}
