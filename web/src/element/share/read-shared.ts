// What came with a link is anybody's: it is read field by field, and what is not as it should be is refused as a whole.

import type {SharedLayer, SharedReport, SharedTensor} from './shared-report.js';

class Refused extends Error {}

type Read<T> = (value: unknown) => T;

function must<T>(isRight: boolean, value: unknown): T {
  if (!isRight) throw new Refused();
  return value as T;
}

const text: Read<string> = (value) => must(typeof value === 'string' && value.length <= 20_000, value);
const flag: Read<boolean> = (value) => must(typeof value === 'boolean', value);
const count: Read<number> = (value) => must(typeof value === 'number' && Number.isFinite(value) && value >= 0, value);
const id: Read<string> = (value) => must(typeof value === 'string' && /^[a-z0-9-]{1,60}$/.test(value), value);
const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value) =>
    value === null ? null : read(value);
const listOf =
  <T>(read: Read<T>): Read<T[]> =>
  (value) =>
    must<unknown[]>(Array.isArray(value) && value.length <= 20_000, value).map(read);
const oneOf =
  <T extends string>(...words: readonly T[]): Read<T> =>
  (value) =>
    must(words.includes(value as T), value);
function fields<T>(readers: {readonly [K in keyof T]: Read<T[K]>}): Read<T> {
  return (value) => {
    const given = must<Record<string, unknown>>(typeof value === 'object' && value !== null && !Array.isArray(value), value);
    const read = {} as T;
    for (const key of Object.keys(readers) as (keyof T & string)[]) read[key] = readers[key](given[key]);
    return read;
  };
}

const packages = ['keras', 'tf.keras', 'tf_keras'] as const;

const tensor: Read<SharedTensor> = (value) => {
  const [role, dtype, shape, parameters, bytes, state] = must<unknown[]>(Array.isArray(value), value);
  const states = oneOf('intact', 'cut', 'lost', 'never-written', 'unreadable');
  return [orNull(text)(role), text(dtype), orNull(listOf(count))(shape), count(parameters), count(bytes), states(state)];
};

const layer: Read<SharedLayer> = (value) => {
  const [name, kind, state, tensors] = must<unknown[]>(Array.isArray(value), value);
  const states = oneOf('filled', 'empty', 'weightless', 'container', 'undetermined', 'missing', 'unreadable');
  return [text(name), orNull(text)(kind), states(state), orNull(listOf(tensor))(tensors)];
};

/** Throws where it is none. */
export const readShared = fields<SharedReport>({
  v: (value) => must(value === 1, value),
  tool: text,
  redacted: flag,
  name: text,
  size_bytes: count,
  // Newer kinds are shown by their id.
  container: (value) => id(value) as SharedReport['container'],
  layout: (value) => orNull(id)(value) as SharedReport['layout'],
  writer: fields<SharedReport['writer']>({package: oneOf(...packages, 'unknown'), from: orNull(text), to: orNull(text), backend: orNull(text)}),
  verdict: fields<SharedReport['verdict']>({
    state: oneOf('filled', 'partly-empty', 'empty', 'damaged', 'not-weights'),
    headline: text,
    why: text,
    next: text,
    because: orNull(id),
  }),
  totals: fields<SharedReport['totals']>({layers: count, layers_with_weights: count, layers_lacking_weights: count, tensors: count, parameters: count, bytes: count}),
  findings: listOf(
    fields<SharedReport['findings'][number]>({
      id,
      severity: oneOf('error', 'warning', 'note'),
      confidence: oneOf('certain', 'likely', 'possible'),
      title: text,
      why: text,
    }),
  ),
  loaders: listOf(
    fields<SharedReport['loaders'][number]>({
      package: oneOf(...packages),
      from: orNull(text),
      to: orNull(text),
      call: text,
      outcome: oneOf('loads', 'raises', 'silent'),
      error: orNull(text),
      because: orNull(id),
      remedy: orNull(text),
    }),
  ),
  layers: listOf(layer),
  layers_left_out: count,
});
