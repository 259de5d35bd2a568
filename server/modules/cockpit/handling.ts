import type { Actor, Tx } from '../../kernel/access/actor.ts';
import type { CaseRow } from '../../kernel/cases/model.ts';
import type { SignalView } from '../../kernel/signals/model.ts';
import type { Cockpit } from './model.ts';

export interface Asked {
  readonly actor: Actor;
  readonly region: string;
  readonly now: Date;
}

/** What is being done: signals and cases of targets, what waits for the reader, what closed. */
export interface Handling {
  readonly signalOf: ReadonlyMap<string, SignalView>;
  readonly caseOf: ReadonlyMap<string, CaseRow>;
  readonly todo: Cockpit['todo'];
  readonly todoTotal: number;
  readonly severe: readonly SignalView[];
  readonly newSignals: number;
  readonly casesClosed: number;
}

export async function handlingOf(_tx: Tx, _asked: Asked, _targets: readonly string[], _since: Date): Promise<Handling> {
  return { signalOf: new Map(), caseOf: new Map(), todo: [], todoTotal: 0, severe: [], newSignals: 0, casesClosed: 0 };
}
