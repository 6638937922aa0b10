// The finding behind the verdict. Pure.

import type {Finding, ReportHead} from '../../engine/report.js';

/** The one that the report says made the verdict, if it has fixes: they stand right under the verdict. */
export function leadingFinding(head: ReportHead | null): Finding | null {
  const made = head?.findings.find(({id}) => id === head.verdict.because);
  return made !== undefined && made.fixes.length > 0 ? made : null;
}
