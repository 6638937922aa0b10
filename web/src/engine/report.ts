// The report `weighbridge/report@2` as read-report.ts gives it: docs/report.schema.json with nothing left out.
// The C++ core writes it (core/report), nothing here adds to it.

export type VerdictState = 'filled' | 'partly-empty' | 'empty' | 'damaged' | 'not-weights';
export type LayerState = 'filled' | 'empty' | 'weightless' | 'container' | 'undetermined' | 'missing' | 'unreadable';
export type TensorState = 'intact' | 'cut' | 'lost' | 'never-written' | 'unreadable';
export type Severity = 'error' | 'warning' | 'note';
export type Confidence = 'certain' | 'likely' | 'possible';

/** Both ends included; null is open. tf.keras counts in TensorFlow's versions, keras and tf_keras in their own. */
export interface VersionRange {
  readonly package: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Writer extends VersionRange {
  readonly backend: string | null;
  readonly evidence: readonly string[];
}

export interface Verdict {
  readonly state: VerdictState;
  readonly headline: string;
  readonly why: string;
  readonly next: string;
}

export interface Totals {
  readonly layers: number;
  readonly layers_with_weights: number;
  readonly layers_lacking_weights: number;
  readonly tensors: number;
  readonly parameters: number;
  readonly bytes: number;
}

export interface Storage {
  readonly kind: string;
  readonly offset?: number | null;
  readonly size_bytes?: number;
  readonly filters?: readonly string[];
  /** Its place in the report's `files`; the first where it is not said. */
  readonly file?: number;
}

/** NaN and infinities are counted apart and do not enter the rest. */
export interface Stats {
  readonly count: number;
  readonly nan: number;
  readonly positive_infinity: number;
  readonly negative_infinity: number;
  readonly zeros: number;
  readonly finite: {readonly min: number; readonly max: number; readonly mean: number; readonly standard_deviation: number} | null;
  /** counts[i] values lie in [from + i * bin_width, from + (i + 1) * bin_width). */
  readonly histogram: {readonly from: number; readonly bin_width: number; readonly counts: readonly number[]} | null;
}

export interface Tensor {
  readonly path: string;
  readonly role: string | null;
  readonly dtype: string;
  /** Null: it could not be read; parameters and bytes are then 0. */
  readonly shape: readonly number[] | null;
  readonly parameters: number;
  readonly bytes: number;
  readonly storage: Storage;
  readonly state: TensorState;
  /** Null until the values were read. */
  readonly stats: Stats | null;
  /** Why the values of an intact tensor can't be read. */
  readonly stats_problem?: string;
}

export interface Layer {
  readonly path: string;
  readonly name: string;
  readonly class: string | null;
  readonly class_known_from: string | null;
  readonly state: LayerState;
  readonly tensors: readonly Tensor[];
}

export interface Optimizer {
  readonly path: string;
  readonly name: string | null;
  readonly iterations: number | null;
  readonly tensors: readonly Tensor[];
}

export type EvidenceValue = string | number | boolean | readonly string[];

/** Known kinds have fixed fields (core/base/evidence.cc); an unknown kind is still shown, field by field. */
export type Evidence = {readonly kind: string} & {readonly [field: string]: EvidenceValue};

export interface Fix {
  readonly title: string;
  readonly for: VersionRange;
  readonly code: string;
}

export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  readonly where: {readonly path: string} | null;
  readonly evidence: readonly Evidence[];
  readonly why: string;
  readonly fixes: readonly Fix[];
}

export type LoaderOutcome = 'loads' | 'raises' | 'silent';

/** What the loaders of some versions do with the file under its present name; silent: the call returns, but variables stay unset. */
export interface LoaderPrediction extends VersionRange {
  readonly call: string;
  readonly outcome: LoaderOutcome;
  readonly error: string | null;
  readonly because: string | null;
  readonly remedy: string | null;
}

export interface Report {
  readonly schema: 'weighbridge/report@2';
  readonly tool: {readonly version: string};
  readonly file: {
    readonly name: string;
    /** Where it is, among several files, if that tells more than the name. */
    readonly path?: string;
    readonly size_bytes: number;
  };
  /** Only where several files were judged as one. */
  readonly files?: readonly {readonly name: string; readonly size_bytes: number}[];
  readonly container: string;
  readonly layout: string | null;
  readonly writer: Writer;
  readonly verdict: Verdict;
  readonly totals: Totals;
  readonly layers: readonly Layer[];
  readonly optimizer: Optimizer | null;
  readonly findings: readonly Finding[];
  readonly not_run: readonly {readonly id: string; readonly reason: string}[];
  readonly loaders: readonly LoaderPrediction[];
  readonly scan: {
    readonly state: 'skipped' | 'done' | 'cancelled' | 'partial';
    readonly bytes: number;
    readonly tensors: number;
    /** Of a partial scan: which tensors could not be read and why. */
    readonly reason?: string;
  };
}

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
