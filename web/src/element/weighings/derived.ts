// What follows from a report and is needed in more than one place of it. Made once for each report, so that Lit sees the same thing as long
// as nothing has changed.

import type {Finding, Layer, ReportHead} from '../../engine/report.js';
import {leadingFinding} from './leading-finding.js';
import {Mentions, noMentions} from './mentions.js';
import type {Weighing} from './weighing.js';

export interface Derived {
  /** The report it was made of. */
  readonly head: ReportHead | null;
  readonly layers: readonly Layer[];
  /** The names of the files, where they are several. */
  readonly fileNames: readonly string[];
  /** Which findings speak of which layers; none until all layers are there. */
  readonly mentions: Mentions;
  /** The finding behind the verdict. */
  readonly leading: Finding | null;
}

export function derive(weighing: Weighing, before: Derived | undefined): Derived {
  const {head, layers, layerCount} = weighing;
  if (before !== undefined && before.head === head && before.layers === layers) return before;
  const sameHead = before !== undefined && before.head === head;
  return {
    head,
    layers,
    fileNames: sameHead ? before.fileNames : (head?.files?.map(({name}) => name) ?? []),
    mentions: head === null || layers.length < layerCount ? noMentions : new Mentions(head.findings, layers),
    leading: sameHead ? before.leading : leadingFinding(weighing.structure ?? head),
  };
}
