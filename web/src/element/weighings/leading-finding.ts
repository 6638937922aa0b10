// The finding behind the verdict. Pure.

import type {Finding, ReportHead} from '../../engine/report.js';

/** Its fixes stand right under the verdict. The report lists the worst first. */
export function leadingFinding(head: ReportHead | null): Finding | null {
  return head?.findings.find((finding) => finding.severity !== 'note' && finding.fixes.length > 0) ?? null;
}
