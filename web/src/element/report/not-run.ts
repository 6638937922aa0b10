// What could not be checked, folded by the reason for it. Pure.

import type {Report} from '../../engine/report.js';
import {strings} from '../strings.js';

/** The engine's reasons in the page's words; an unknown one is shown as it is. */
function inWords(reason: string): string {
  const {reasons} = strings.findings;
  if (reason.startsWith('the values were not read')) return reasons.values;
  const structure = /^the HDF5 structure could not be opened(.*)$/s.exec(reason);
  return structure === null ? reason : reasons.structure;
}

/** While the values are being read, what waits for them is left out. */
export function notRunByReason(notRun: Report['not_run'], valuesPending: boolean): {readonly said: string; readonly ids: readonly string[]}[] {
  const groups = new Map<string, string[]>();
  for (const {id, reason} of notRun) {
    const said = inWords(reason);
    if (valuesPending && said === strings.findings.reasons.values) continue;
    groups.set(said, [...(groups.get(said) ?? []), id]);
  }
  return [...groups].map(([said, ids]) => ({said, ids}));
}
