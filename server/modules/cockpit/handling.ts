import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { caseTypes, listCases } from '../../kernel/cases/index.ts';
import { mayMove } from '../../kernel/cases/may.ts';
import type { CaseRow } from '../../kernel/cases/model.ts';
import { listSignals } from '../../kernel/signals/index.ts';
import type { SignalView } from '../../kernel/signals/model.ts';
import type { Cockpit } from './model.ts';
import { selectRecent } from './queries.ts';

export interface Asked {
  readonly actor: Actor;
  readonly region: string;
  readonly now: Date;
}

/** What is being done: signals and cases of targets, what waits for the reader, what came up and closed of late. */
export interface Handling {
  /** By the target's id; of what is not closed. */
  readonly signalOf: ReadonlyMap<string, SignalView>;
  readonly caseOf: ReadonlyMap<string, CaseRow>;
  readonly todo: Cockpit['todo'];
  readonly todoTotal: number;
  /** Red ones that are not closed, the newest first. */
  readonly severe: readonly SignalView[];
  readonly newSignals: number;
  readonly casesClosed: number;
}

/** More targets than these are not off their path at once. */
const MOST = 500;
const SEVERE = 3;
const UNCLOSED = 'open,acknowledged,in-case';

export async function handlingOf(
  tx: Tx,
  asked: Asked & { readonly since: Date; readonly rows: number },
): Promise<Handling> {
  const { actor, region, now } = asked;
  const target = { region, subjectKind: 'target', limit: MOST } as const;
  const signals = await listSignals(tx, actor, { ...target, state: UNCLOSED });
  const cases = await listCases(tx, actor, { ...target, scope: 'all', state: 'open' }, now);
  const mine = await listCases(tx, actor, { scope: 'mine', state: 'open', limit: asked.rows }, now);
  const severe = await listSignals(tx, actor, { region, severity: 'red', state: UNCLOSED, limit: SEVERE });
  const recent = await selectRecent(tx, region, asked.since);
  return {
    signalOf: new Map(signals.items.toReversed().map((one) => [one.subject.id, one])),
    caseOf: new Map(cases.items.toReversed().map((one) => [one.subject.id, one])),
    todo: await withVerbs(tx, actor, mine.items),
    todoTotal: mine.total,
    severe: severe.items,
    newSignals: recent.signals,
    casesClosed: recent.casesClosed,
  };
}

/** The first move that the reader may make, of each. */
async function withVerbs(tx: Tx, actor: Actor, rows: readonly CaseRow[]): Promise<Cockpit['todo']> {
  const types = await caseTypes(tx);
  return rows.map((row) => {
    const move = types
      .get(row.type.id)
      ?.moves.find(({ from, by }) => from.includes(row.state.id) && mayMove(actor, by));
    return { case: row, verb: move ? { move: move.id, name: move[actor.locale] } : null };
  });
}
