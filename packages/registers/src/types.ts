/** A register as its definition file says it, checked and with every default filled in. */

export type FieldType =
  | 'text'
  | 'code'
  | 'number'
  | 'integer'
  | 'money'
  | 'date'
  | 'datetime'
  | 'month'
  | 'year'
  | 'period'
  | 'boolean'
  | 'region'
  | 'party'
  | 'reference'
  | 'place'
  | 'file';

/** Data grades, from open to sensitive (GB/T 43697; data-classification notes, section 4). Nothing above L4 is taken in. */
export type Grade = 'L1' | 'L2' | 'L3' | 'L4';

export type PartyKind = 'government' | 'enterprise' | 'institution' | 'association' | 'financier' | 'operator' | 'any';
export type RegionLevel = 'province' | 'city' | 'county' | 'zone';
export type Role = 'admin' | 'bureau' | 'reporter' | 'enterprise' | 'operator' | 'analyst' | 'public';
export type Severity = 'blue' | 'yellow' | 'orange' | 'red';

export interface Named {
  readonly zh: string;
  readonly en: string;
}

export interface CodeValue extends Named {
  readonly code: string;
  /** Code of an outside standard. */
  readonly std?: string;
}

export interface CodeList extends Named {
  readonly id: string;
  readonly source?: string;
  readonly values: readonly CodeValue[];
}

/** A named text format: the shape of a text, and what checks it further. */
export interface TextFormat {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Source of an anchored regular expression that is linear in the length of the text; null where any text will do. */
  readonly pattern: string | null;
  /** Name of a built-in further check: `uscc`, `vin`, `divisions`. */
  readonly verify?: string;
}

export interface Field extends Named {
  readonly id: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Several values; `;` between them in a file. */
  readonly many: boolean;
  /** Id of the code list, for `code`. A field's own `values` become the list `<register>.<field>`. */
  readonly list: string | null;
  readonly format: string | null;
  /** Of a number or integer; money is always 万元. */
  readonly unit: string | null;
  /** Kind of party, for `party`. */
  readonly party: PartyKind | null;
  /** Register that a `reference` leads to. */
  readonly to: string | null;
  readonly shape: 'point' | 'line' | 'polygon' | 'any' | null;
  /** As written: `>= 0`, `0..100`, `>= other-field`. Empty passes. */
  readonly check: string | null;
  readonly hint: string | null;
  readonly dataClass: string;
  readonly grade: Grade;
}

/** Line items inside an entry, with a key of their own. Kept, exported and deleted with it. */
export interface Child extends Named {
  readonly id: string;
  readonly key: readonly string[];
  readonly fields: readonly Field[];
}

/** `error` refuses the row, `warning` asks for a reason. Unknown where a field of the rule is empty: then it passes. */
export interface Check {
  readonly id: string;
  readonly level: 'error' | 'warning';
  readonly rule: string;
  readonly zh: string;
  readonly en: string;
}

export interface State extends Named {
  readonly id: string;
  readonly final: boolean;
}

export interface Move extends Named {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly Role[];
  /** Working days from entering the `from` state; null: no date. */
  readonly due: number | null;
  /** Expression that must hold for the move. */
  readonly when: string | null;
  /** Fields that must be filled for the move. */
  readonly needs: readonly string[];
  /** Field that takes the day of the move when it is empty. */
  readonly stamps: string | null;
}

export interface LifeCycle {
  /** An entry in a state that somebody must move out of by a date runs as a case. */
  readonly isCase: boolean;
  readonly initial: string;
  readonly states: readonly State[];
  readonly moves: readonly Move[];
}

/**
 * How entries are counted. `stock`: those in force at a date; `flow`: those whose `date` falls into a period.
 * `sum`, `average` and `distinct` take `of`; `ratio` and `share-sum` are sum of `of` over sum of `per`; `share` counts
 * `where` over `over`; `median-days` is the median of days between `from` and `to`; `value` the one entry that the scope picks.
 */
export interface Measure extends Named {
  readonly code: string;
  readonly measure:
    | 'count'
    | 'distinct'
    | 'sum'
    | 'average'
    | 'median-days'
    | 'value'
    | 'share'
    | 'share-sum'
    | 'share-distinct'
    | 'ratio';
  readonly of: string | null;
  readonly per: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly where: string | null;
  readonly over: { readonly register: string | null; readonly where: string | null } | null;
  readonly at: 'stock' | 'flow';
  readonly date: string | null;
  /** Unit that is stored and whether more is better; null where the catalogue holds the indicator already. */
  readonly unit: string | null;
  readonly direction: 'up' | 'down' | null;
}

/** A rule over single entries: `when` in the expression language, thresholds as `$name`. */
export interface SignalDeclaration extends Named {
  readonly id: string;
  readonly severity: Severity;
  readonly when: string;
  /** Value of each threshold unless a region set its own. */
  readonly defaults: Readonly<Record<string, number>>;
  /** Unit whose business it is, of code list `owner-unit`. */
  readonly to: string;
}

export interface MapLayer {
  readonly field: string;
  readonly styleBy: string | null;
  /** How exactly a place is shown to those without a right to its grade. */
  readonly publicPrecision: 'exact' | 'street' | 'district' | 'none';
}

export interface Access {
  /** Highest grade that a role sees unmasked; `own`: own entries in full, others as the public does. Admin sees all. */
  readonly read: Readonly<Partial<Record<Role, Grade | 'own'>>>;
  readonly write: Readonly<Partial<Record<Role, 'region' | 'own'>>>;
  /** What everybody may have: fields up to `grade` of entries in `states` (empty: any state). Null: nothing. */
  readonly public: { readonly grade: Grade; readonly states: readonly string[] } | null;
}

export interface RegisterDefinition extends Named {
  readonly id: string;
  readonly capabilities: readonly string[];
  readonly module: string;
  /** What one entry is. */
  readonly row: string;
  readonly owner: { readonly unit: string; readonly party: PartyKind; readonly level: RegionLevel };
  readonly region: {
    readonly rule: 'place' | 'party' | 'jurisdiction' | 'scope';
    readonly field: string;
    readonly level: RegionLevel;
  };
  /** Natural key; together unique. */
  readonly key: readonly string[];
  /** Fields that begin and end an entry's validity: `from <= D < to`. */
  readonly asAt: { readonly from: string | null; readonly to: string | null };
  /** Field that names an entry in lists, links and signals. */
  readonly title: string;
  /** Field of type party whose organisation owns the entry (`own`); null where none does. */
  readonly ownerField: string | null;
  /** Entries of this register are parties of this kind themselves, with these fields as code and name. */
  readonly partyOf: { readonly kind: PartyKind; readonly code: string; readonly name: string } | null;
  readonly fields: readonly Field[];
  readonly children: readonly Child[];
  readonly checks: readonly Check[];
  readonly lifeCycle: LifeCycle | null;
  /** Indicator dimension to the field or path that narrows it. */
  readonly scopes: Readonly<Record<string, string>>;
  readonly indicators: readonly Measure[];
  readonly signals: readonly SignalDeclaration[];
  /** Accepted headings of a column, ours first; of the state's under `state`, where any are written. */
  readonly headings: Readonly<Record<string, readonly string[]>>;
  readonly map: MapLayer | null;
  readonly access: Access;
  /** Code lists that the definition brings itself. */
  readonly lists: readonly CodeList[];
}

/** What a definition may refer to. */
export interface DefinitionContext {
  readonly lists: ReadonlyMap<string, CodeList>;
  readonly formats: ReadonlyMap<string, TextFormat>;
  /** Other registers, as far as known; a reference to one that is not here is an issue. */
  readonly registers: ReadonlyMap<string, RegisterDefinition>;
  /** Codes of the indicator catalogue. */
  readonly indicators: ReadonlySet<string>;
}

/** What is wrong with a definition or an expression, in both languages, and what would be right. */
export interface Issue {
  readonly code: string;
  /** Path in the definition: `fields.3.type`, `indicators.0.where`. */
  readonly path: string;
  /** Name of the source, where several were read together. */
  readonly file?: string;
  /** Line of the source, where it is text; 1-based. */
  readonly line?: number;
  /** Offset in an expression, UTF-16 code units. */
  readonly at?: number;
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };
