// What could not be checked, folded by the reason for it. Pure.

import type {Report} from '../../engine/report.js';
import {strings} from '../strings.js';

/** While the values are being read, what waits for them is left out. */
export function notRunByReason(notRun: Report['not_run'], valuesPending: boolean): {readonly said: string; readonly ids: readonly string[]}[] {
  const groups = new Map<string, string[]>();
  for (const {id, because} of notRun) {
    if (valuesPending && because === 'values-unread') continue;
    const said = strings.findings.reasons[because];
    groups.set(said, [...(groups.get(said) ?? []), id]);
  }
  return [...groups].map(([said, ids]) => ({said, ids}));
}
