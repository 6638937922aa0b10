// Links to reports: this page makes them, and opens them. A report that is in the address when the page opens, or comes into it later.

import type {Bridge} from './bridge.js';

export const isReport = (hash: string): boolean => hash.startsWith('#report=');

export function wireSharedReports(bridge: Bridge): void {
  bridge.reports = location.origin === 'null' ? null : location.origin + location.pathname;
  const open = async () => {
    if (!isReport(location.hash)) return;
    if (await bridge.showReport(location.hash)) document.body.classList.add('weighed');
  };
  addEventListener('hashchange', () => void open());
  // What stands in the address is of the file that is weighed now, and no longer of the link.
  bridge.addEventListener('weighbridge-start', () => {
    if (isReport(location.hash)) history.replaceState(null, '', location.pathname + location.search);
  });
  void open();
}
