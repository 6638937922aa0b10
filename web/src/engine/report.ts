// The report as read-report.ts gives it: what docs/report.schema.json says, with nothing left out. The C++ core writes it (core/report),
// nothing here adds to it.

import type {Report} from '../gen/report.js';

export type * from '../gen/report.js';

/** Both ends included; null is open. tf.keras counts in TensorFlow's versions, keras and tf_keras in their own. */
export interface VersionRange {
  readonly package: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What stands in a field of any evidence. */
export type EvidenceValue = string | number | boolean | null | readonly string[];

/** Evidence of a kind that a newer core may write: it is still shown, field by field. */
export type OtherEvidence = {readonly kind: string} & {readonly [field: string]: EvidenceValue};

/** Everything but the layers: small whatever the model, so that the verdict is on the page at once. */
export type ReportHead = Omit<Report, 'layers'>;

/** What a pasted text was found to be (weighbridge/messages.h); not part of the report. */
export interface Explanation {
  /** whole: the telling part of each message's text was in it. part: a fragment, and each message is one that it may be of. */
  readonly match: 'whole' | 'part';
  /** The most telling, or the likeliest, first; none: the text is not known. */
  readonly messages: readonly Message[];
  /** Of a text that is not known: those known ones that share most words with it. */
  readonly nearest: readonly string[];
  /** The Keras that the text comes from, where it tells: `said` is one sentence on how that is known. */
  readonly keras?: SeenKeras;
}

export interface SeenKeras {
  readonly package: string;
  readonly version: string;
  readonly name: string;
  readonly said: string;
}

/** What a pasted error message means. */
export interface Message {
  readonly id: string;
  /** The known text, with * for what varies. */
  readonly says: string;
  readonly by: string;
  readonly means: string;
  /** The finding of this file that explains it. */
  readonly because: string | null;
  /** For this file; without a file, what to check. */
  readonly here: string;
}
