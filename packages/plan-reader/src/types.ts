/** How a figure relates to its value. `+=` is a change against a base; `range` carries `valueMax`. */
export type Comparator = '>=' | '>' | '<=' | '<' | '=' | '≈' | 'range' | '+=';

/** `target` is to be reached, `baseline` was reached already, `parameter` is a rule's own number. */
export type QuantityKind = 'target' | 'baseline' | 'parameter';

/** `annual`: a flow within one year; `level`: a stock or ratio; `cumulative`: a running sum; `new`: added to the base year. */
export type Accumulation = 'level' | 'new' | 'cumulative' | 'annual';

/** What the reader is unsure about. Stable, never translated. */
export type QuestionCode =
  | 'no-deadline'
  | 'approximate-or-at-least'
  | 'no-base-year'
  | 'subject-carried'
  | 'subject-missing'
  | 'unit-unknown'
  | 'kind-unclear'
  | 'accumulation-unclear';

/** The document as a whole. Years are calendar years; `effectiveFrom` is an ISO date. */
export interface PlanDocument {
  title: string | null;
  /** The document's own place, e.g. 浙江省, 杭州市; null where none is named. */
  jurisdiction: string | null;
  level: 'province' | 'city' | 'county' | null;
  periodStart: number | null;
  periodEnd: number | null;
  effectiveFrom: string | null;
}

/** A headed part. `start`..`end` covers the heading and everything under it, sub-sections included. */
export interface PlanSection {
  id: string;
  /** Numbering labels from the outermost in, as written without their punctuation: ["二","（一）","1"]. */
  path: string[];
  heading: string;
  start: number;
  end: number;
}

/** One number with its indicator. Offsets are UTF-16 code units; `quote` is text.slice(start, end). */
export interface PlanTarget {
  id: string;
  kind: QuantityKind;
  /** A noun phrase that stands alone: subject, scope and measure. */
  indicator: string;
  quote: string;
  start: number;
  end: number;
  comparator: Comparator;
  /** In `unit`, as written: 120 for 120万辆. */
  value: number;
  /** Upper end of a range, in `unit`. */
  valueMax: number | null;
  /** As written: 万辆, 亿元, %, 百分点. Empty where the text gives none. */
  unit: string;
  /** value times the decimal scale of the unit: 1200000. */
  baseValue: number;
  /** The unit without its decimal scale: 辆, 元. */
  baseUnit: string;
  accumulation: Accumulation;
  /** Year by which it is to be reached; null for baselines, for 每年 and where the text states none. */
  deadline: number | null;
  region: string | null;
  /** Id of the innermost section that holds the number. */
  section: string | null;
  responsible: string[];
  /** Offsets of the number itself, so that overlapping quotes can be told apart. */
  numberStart: number;
  numberEnd: number;
  /** 0..1: how sure the reader is of the whole item. */
  confidence: number;
  question?: QuestionCode;
  /** A target without a digit: 全覆盖 = 100 %. */
  implicit?: true;
  /** For baselines: the year the figure stands for. */
  asOf?: number;
  /** 力争, 争取: the text aims at it without promising it. */
  strength?: 'striving';
  /** The year a change is measured against, where stated. */
  baseYear?: number;
  /** Indicator code, its scope and how sure the binding is (0..1), when a lexicon was given. */
  code?: string;
  scope?: Readonly<Record<string, unknown>>;
  bindingConfidence?: number;
}

/** Something to be done, as numbered by the plan, with the units that answer for it. */
export interface PlanTask {
  id: string;
  path: string[];
  title: string;
  start: number;
  end: number;
  /** In text order; where a lead unit is named it comes first. */
  responsible: string[];
  /** The leading units (牵头单位), where the text tells them from the others. */
  lead?: string[];
  /** Ids of the targets inside start..end. */
  targets: string[];
}

/** One part of a spatial pattern. */
export interface LayoutNode {
  name: string;
  role: string;
  places: string[];
  enterprises: string[];
}

/** A spatial pattern such as 一极两翼多点. */
export interface PlanLayout {
  pattern: string;
  nodes: LayoutNode[];
}

/** What `readPlan` gives: the JSON of `liannao plan read --json`. */
export interface PlanReading {
  document: PlanDocument;
  sections: PlanSection[];
  targets: PlanTarget[];
  tasks: PlanTask[];
  layout: PlanLayout[];
}

/** A name that also sets the scope of its indicator: 乘用车产量 → {product: passenger}. */
export interface ScopedName {
  zh: string;
  scope: Readonly<Record<string, unknown>>;
}

/** One indicator of a lexicon; extra fields are ignored, so a catalogue can be handed in as it is. */
export interface IndicatorEntry {
  code: string;
  zh: string;
  synonyms_zh?: readonly string[];
  unit?: string;
  direction?: string | null;
  scopedNames?: readonly ScopedName[];
}

/** Indicators that targets may be bound to. Data, handed in by the caller. */
export type IndicatorLexicon = readonly IndicatorEntry[];

/** What an indicator label was bound to. `confidence` is 0..1. */
export interface IndicatorBinding {
  code: string;
  name: string;
  scope: Readonly<Record<string, unknown>>;
  confidence: number;
}

/** A place of the division tree, for plans of places that the shipped list does not know. */
export interface Division {
  name: string;
  level: 'province' | 'city' | 'county';
}

/** Options of `readPlan`. */
export interface ReadPlanOptions {
  /** The title, where the text has lost it. */
  title?: string;
  lexicon?: IndicatorLexicon;
  divisions?: readonly Division[];
}
