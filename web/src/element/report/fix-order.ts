// Which fixes stand under which tab, and which tab comes first. Pure.

import type {Fix} from '../../engine/report.js';
import {versions} from '../format.js';

export interface Tab {
  readonly label: string;
  readonly fitting: boolean;
  /** For the Keras that the reader has. */
  readonly mine: boolean;
  readonly fixes: readonly Fix[];
}

/** Fixes for the same versions share a tab; those of the reader's Keras come first, then those that fit the writer, else the report's order is kept. */
export function tabsOf(fixes: readonly Fix[]): Tab[] {
  const byLabel = new Map<string, {label: string; fitting: boolean; mine: boolean; fixes: Fix[]}>();
  for (const fix of fixes) {
    const label = versions(fix.for);
    const tab = byLabel.get(label) ?? {label, fitting: fix.fits_writer, mine: fix.fits_my_keras === true, fixes: []};
    tab.fixes.push(fix);
    byLabel.set(label, tab);
  }
  const tabs = [...byLabel.values()];
  const rank = ({mine, fitting}: Tab) => (mine ? 0 : fitting ? 1 : 2);
  return tabs.sort((a, b) => rank(a) - rank(b));
}
