// How long the page's main thread was held by one task at a time, from Chromium's own trace: in processor time, so that whatever else runs
// on the machine does not count, and in time of the clock, which is what a user would feel here and now.

import type {Page} from 'playwright-core';

export interface Held {
  readonly processorMilliseconds: number;
  readonly wallMilliseconds: number;
  readonly tasks: number;
}

interface TraceEvent {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args: {name?: string};
}

/** The longest task while `run` was under way. */
export async function longestTask(page: Page, run: () => Promise<void>): Promise<Held> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser of its own');
  await browser.startTracing(page, {categories: ['toplevel', 'disabled-by-default-devtools.timeline']});
  await run();
  const {traceEvents} = JSON.parse(String(await browser.stopTracing())) as {traceEvents: TraceEvent[]};
  const threads = new Set(traceEvents.filter(({name, args}) => name === 'thread_name' && args.name === 'CrRendererMain').map(({pid, tid}) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ph, name, pid, tid}) => ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`));
  const longest = (of: 'dur' | 'tdur') => Math.max(...tasks.map((task) => task[of] ?? 0)) / 1000;
  return {processorMilliseconds: longest('tdur'), wallMilliseconds: longest('dur'), tasks: tasks.length};
}
