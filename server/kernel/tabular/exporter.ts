import type { Actor, Tx } from '../access/actor.ts';
import type { WorkbookSpec } from './xlsx-write.ts';

export interface ExportContext {
  readonly actor: Actor;
  readonly locale: 'zh' | 'en';
  readonly now: Date;
}

/** What a module declares to give out a kind of list whole: the command line's `export KIND`. */
export interface Exporter {
  readonly kind: string;
  readonly table: (tx: Tx, context: ExportContext) => Promise<WorkbookSpec>;
}
