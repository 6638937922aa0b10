// A compiler that is told of the browser knows that a page cannot open a path.
import {weigh} from 'weighbridge';

export async function both(file: File): Promise<void> {
  await weigh(file);
  // @ts-expect-error: a page cannot open a path
  await weigh('model.weights.h5');
}
