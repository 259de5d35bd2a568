/**
 * Rows that a supply graph is built from, and the graph. Words and symbols: chain model, section 0. Money is in any one
 * unit (files: 10,000 yuan a year); shares and remaining output are between 0 and 1.
 */

/** What a class is; any relation with a `service` class in it is replaceable by default, all others essential. */
export const NODE_KINDS = ['material', 'part', 'system', 'vehicle', 'service'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export interface NodeRow {
  readonly code: string;
  readonly parent?: string | null;
  readonly tier?: string | null;
  /** Of its parent where it has none of its own. */
  readonly kind?: NodeKind | null;
}

/** How a class matters to another in the short run: 2 essential, 1 replaceable (not essential), 0 no effect. */
export type Matters = 0 | 1 | 2;

export interface ClassRow {
  readonly supplier: string;
  readonly customer: string;
  readonly matters: Matters;
}

export interface FirmRow {
  readonly id: string;
  readonly region?: string | null;
  /** Its classes; several make as many production lines, none makes a class of its own that nobody replaces. */
  readonly nodes?: readonly string[];
  /** Sales outside the graph in a year; null or left out is unknown, counted as 0 and flagged. */
  readonly final?: number | null;
  /** Owner group. */
  readonly group?: string | null;
  /** Share of its output that is possible without any replaceable input, β, 0 to 1; default 0. */
  readonly floor?: number;
}

export interface LinkRow {
  readonly supplier: string;
  readonly customer: string;
  /** Class of what is supplied; decides the line of a supplier that has several. */
  readonly product?: string | null;
  /** Value of a year. null is "no value": estimated, never 0. NaN, zero and below are dropped and counted. */
  readonly value: number | null;
  /** Overrides the classes of both sides. */
  readonly matters?: Matters | null;
}

export interface BuildOptions {
  /** Final sales are 0 everywhere, so that output is network sales only (1.1). */
  readonly paperWeights?: boolean;
  /** A supplier's share of its class is that of its owner group in the class (1.6). */
  readonly mergeGroups?: boolean;
}

/** Class of a group of inputs: the class itself, or one of these. */
export const REPLACEABLE = -1;
export const WITHOUT_EFFECT = -2;

/**
 * The graph as numbers only, ready for a worker. A unit is a production line: a firm with one class, or one class of a firm
 * with several. Links are stored once by customer, in the order of its groups of inputs, and once by supplier.
 */
export interface GraphArrays {
  readonly firms: number;
  readonly units: number;
  readonly links: number;
  readonly groups: number;
  readonly classes: number;
  readonly totalOutput: number;
  /** firm → its units, firms + 1. */
  readonly firmStart: Uint32Array;
  readonly classOf: Uint32Array;
  /** x of a unit, with final sales. */
  readonly output: Float64Array;
  /** What stands for x in the share of its class: x, or the x of its owner group within the class. */
  readonly marketOutput: Float64Array;
  readonly classOutput: Float64Array;
  /** class → its units. */
  readonly classStart: Uint32Array;
  readonly classMember: Uint32Array;
  /** customer → links in. */
  readonly inStart: Uint32Array;
  readonly inSupplier: Uint32Array;
  readonly inWeight: Float64Array;
  /** υ: the link's share of its supplier's output. */
  readonly inShare: Float64Array;
  /** customer → groups of inputs → links in. */
  readonly groupStart: Uint32Array;
  readonly groupLink: Uint32Array;
  readonly groupUnit: Uint32Array;
  /** Class of the group, or `REPLACEABLE` or `WITHOUT_EFFECT`. */
  readonly groupClass: Int32Array;
  /** λ of a link is its weight over this: Σw of an essential group, in(c)/(1−β) of the replaceable one, else infinite. */
  readonly groupTotal: Float64Array;
  /** supplier → links out. */
  readonly outStart: Uint32Array;
  readonly outCustomer: Uint32Array;
  readonly outGroup: Uint32Array;
  /** λ of the link, and its υ once more. */
  readonly outLoss: Float64Array;
  readonly outShare: Float64Array;
}

export interface ChainGraph {
  readonly arrays: GraphArrays;
  readonly ids: readonly string[];
  readonly firmOf: Uint32Array;
  readonly classCodes: readonly string[];
  /** Tier of a class as its node row has it; empty if none. */
  readonly classTiers: readonly string[];
  /** Region and owner group of a firm as its row has it; empty if none. */
  readonly regions: readonly string[];
  readonly ownerGroups: readonly string[];
  readonly report: BuildReport;
}

/** What was found while building. Nothing is corrected without being counted here. */
export interface BuildReport {
  readonly rows: number;
  readonly relations: number;
  /** Rows of links that are not in the graph. */
  readonly dropped: {
    readonly selfSupply: number;
    readonly notPositive: number;
    readonly notANumber: number;
    /** No value, beside another row of the same pair that has one. */
    readonly missingBesideValue: number;
  };
  /** Rows that were added to another row of the same pair. */
  readonly summed: number;
  /** Relations without any value, and their part of the value of all. */
  readonly estimated: number;
  readonly estimatedShare: number;
  /** Firms. */
  readonly finalUnknown: number;
  readonly withoutClass: number;
  /** Named by links only: taken for firms outside, without class. */
  readonly external: number;
  readonly severalClasses: number;
  readonly noOutput: number;
  readonly withoutLinks: number;
  /** Classes that a row names and no node row has, where there are node rows. */
  readonly unknownNodes: number;
  /** Links of a supplier with several classes that name none of them: taken for its first. */
  readonly productUnclear: number;
}
