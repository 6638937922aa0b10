// What a call is given beside its sources, looked at before anything is opened: a program without types can give anything.

import type {WeighOptions} from './api.js';
import {called, refused} from './refusals.js';

/** What is no object holds no options: files.map(weigh) gives a number. */
export function checkedOptions(given: WeighOptions): WeighOptions {
  const options: WeighOptions = typeof given === 'object' && (given as unknown) !== null ? given : {};
  const {name, values, keras} = options as {name?: unknown; values?: unknown; keras?: unknown};
  if (name !== undefined && typeof name !== 'string') throw refused(`the name is a text, such as 'model.weights.h5', not ${called(name)}.`);
  if (values !== undefined && values !== 'all' && values !== 'none') {
    throw refused(`values is 'all' or 'none', not ${typeof values === 'string' ? `'${values}'` : called(values)}.`);
  }
  if (keras !== undefined && typeof keras !== 'string') throw refused(`keras is a version as a text, such as '3.10' or 'tf.keras 2.15', not ${called(keras)}.`);
  return options;
}

export function checkedMessage(text: string): string {
  if (typeof (text as unknown) !== 'string') throw refused(`an error message is a text, not ${called(text)}.`);
  return text;
}
