// Which fixes stand under which tab, and which tab comes first. Pure.

import type {Fix} from '../../engine/report.js';
import {versions} from '../format.js';

export interface Tab {
  readonly label: string;
  readonly fitting: boolean;
  readonly fixes: readonly Fix[];
}

/** Fixes for the same versions share a tab; tabs that fit the writer come first, else the report's order is kept. */
export function tabsOf(fixes: readonly Fix[]): Tab[] {
  const byLabel = new Map<string, {label: string; fitting: boolean; fixes: Fix[]}>();
  for (const fix of fixes) {
    const label = versions(fix.for);
    const tab = byLabel.get(label) ?? {label, fitting: fix.fits_writer, fixes: []};
    tab.fixes.push(fix);
    byLabel.set(label, tab);
  }
  const tabs = [...byLabel.values()];
  return [...tabs.filter((tab) => tab.fitting), ...tabs.filter((tab) => !tab.fitting)];
}
