import type { Actor, Tx } from '../access/actor.ts';

export type Locale = 'zh' | 'en';
export type Bilingual = Readonly<Record<Locale, string>>;

/** A column of the template. In a file it may carry its id, either name or an alias; case and spaces do not matter. */
export interface ImportColumn {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly aliases?: readonly string[];
  /** A unit may follow the heading in brackets, 总投资（亿元）; the importer is told which one does. */
  readonly measured?: boolean;
  /** The column must be there, and every row must have something in it. */
  readonly required?: boolean;
  /** The column must be there; whether a row may leave it empty is for the importer to say. */
  readonly needed?: boolean;
  readonly hint: Bilingual;
  /** What may be written, at length: only on the sheet of the template that explains. */
  readonly guide?: Bilingual;
  /** Shown in the template's example row, which is left out when it comes back unchanged. */
  readonly example: string;
}

/** A row as written, trimmed: every column of the importer is there, empty where the file has none. */
export interface ImportRow {
  /** Line of the file, the header being 1 in a plain file. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface RowProblem {
  /** Line, where it is a further one of the same subject. */
  readonly line?: number;
  /** Id of the column. */
  readonly column: string;
  readonly value: string;
  /** What is wrong, in the reader's language. */
  readonly problem: string;
  /** What would be right. */
  readonly remedy: string;
  /** What to put in the cell, where there is one answer: offered as a mend by one press. */
  readonly suggestion?: string;
}

/** What a row does to one subject. `before` and `after` are plain JSON: they are kept for taking the import back. */
export interface ImportChange {
  /** Natural key, such as `110000|2025-03|output`: the same row in another file is the same subject. */
  readonly subject: string;
  /** Null where there was nothing. */
  readonly before: object | null;
  readonly after: object;
}

/** Somebody whom a row names and who becomes known by it. */
export interface NewUnit {
  readonly kind: string;
  readonly name: string;
  readonly regionCode: string;
}

/** `joined`: a further row of the subject that a row before it began; it shares that row's lot. */
export type RowOutcome =
  | (ImportChange & { readonly status: 'new' | 'changed'; readonly makes?: readonly NewUnit[] })
  | { readonly status: 'unchanged'; readonly subject: string }
  | { readonly status: 'joined' }
  | { readonly status: 'wrong'; readonly problems: readonly RowProblem[] };

export interface ImportContext {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly now: Date;
}

export interface CheckContext extends ImportContext {
  /** Column id to the unit that the file writes behind its heading. */
  readonly units: Readonly<Record<string, string>>;
  /** Ids of the columns that the file has. */
  readonly present: ReadonlySet<string>;
}

export interface RunContext extends ImportContext {
  readonly runId: string;
}

/** What a module declares to take in a kind of list. All three work in the actor's own transaction. */
export interface Importer {
  /** Part of the address: `/imports/<kind>`. */
  readonly kind: string;
  readonly names: Bilingual;
  /** Name of the declared permission that reading the template and importing need. */
  readonly permission: string;
  readonly columns: readonly ImportColumn[];
  /**
   * Rows that are judged and written together; absent: all of the file. With it a long file is never in memory whole,
   * and one of more than `LARGE_ROWS` rows is checked and written as a job.
   */
  readonly batch?: number;
  /** Whether a row goes on with the subject of the row before it: no batch ends between the two. */
  joins?(row: ImportRow, before: ImportRow): boolean;
  /** One outcome a row, in order; changes nothing. Required cells are filled; duplicates within the file are found later. */
  check(tx: Tx, rows: readonly ImportRow[], context: CheckContext): Promise<readonly RowOutcome[]>;
  /** Writes the changes that `check` found a moment ago in the same transaction. */
  write(tx: Tx, changes: readonly ImportChange[], context: RunContext): Promise<void>;
  /** What of a change is kept for taking it back, where that is less than the whole. */
  kept?(change: ImportChange): ImportChange;
  /**
   * Takes them back, last first. A later import of the same subjects has been ruled out; a change made otherwise in the
   * meantime is the importer's to refuse.
   */
  undo(tx: Tx, changes: readonly ImportChange[], context: RunContext): Promise<void>;
}

/** From here on an import in batches is a job whose progress the page shows. */
export const LARGE_ROWS = 5000;
