// Copying and saving a report. JSON and Markdown are the engine's; the HTML page is made by a part that is fetched when it is first asked for.

import {worstFirst} from '../weighings/list-order.js';
import {saveFile} from './save.js';
import {strings} from '../strings.js';
import type {Weighing} from '../weighings/weighing.js';

/** The engine's own report, byte for byte. */
export function saveJson({name, json}: Weighing): void {
  if (json !== null) saveFile(`${name}.weighbridge.json`, json);
}

/** Those of several files, one a line, as `weighbridge --json` prints them for several. */
export async function saveAll(weighings: readonly Weighing[]): Promise<void> {
  const reports: string[] = [];
  for (const {json} of worstFirst(weighings)) if (json !== null) reports.push(await json.text());
  saveFile('weighbridge-reports.jsonl', new Blob(reports, {type: 'application/jsonl'}));
}

/** The engine's own Markdown, as the command prints it. Says what came of it. */
export async function copyMarkdown({name}: Weighing, markdown: Promise<Blob>): Promise<string> {
  let written: Blob;
  try {
    written = await markdown;
  } catch {
    return strings.take.failed;
  }
  try {
    // Absent on pages that came over plain http from another machine.
    await navigator.clipboard.writeText(await written.text());
    return strings.take.copied;
  } catch {
    saveFile(`${name}.weighbridge.md`, written);
    return strings.take.copyFailed;
  }
}

/** A link that opens `page` with the report in it. Says what came of it. */
export async function copyLink({head, layers}: Weighing, page: string, withoutNames: boolean): Promise<string> {
  if (head === null) return '';
  const words = strings.share;
  const [{linkOf}, {redacted, shared}] = await Promise.all([import('../share/link.js'), import('../share/shared-report.js')]);
  const report = shared(head, layers);
  let link: string;
  try {
    link = await linkOf(withoutNames ? redacted(report) : report);
  } catch {
    return words.tooLarge;
  }
  try {
    await navigator.clipboard.writeText(`${page}#${link}`);
    return words.copied;
  } catch {
    history.replaceState(history.state, '', `#${link}`);
    return words.copyFailed;
  }
}

export async function saveHtml({name, head, layers}: Weighing): Promise<void> {
  if (head === null) return;
  const {htmlReport} = await import('./html-report.js');
  const today = new Date().toISOString().slice(0, 10);
  saveFile(`${name}.weighbridge.html`, await htmlReport(name, head, layers, today));
}
