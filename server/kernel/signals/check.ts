import { randomUUID } from 'node:crypto';
import { systemActor, type Tx, withActor } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { noteCauseGone } from '../cases/index.ts';
import { emitAll } from '../events/events.ts';
import { newestMonth } from '../observation/queries.ts';
import type { Db } from '../store/open-store.ts';
import type { FindContext, Finding, SignalRule } from './contract.ts';
import { caseOf, linkOpenCases } from './make-case.ts';
import {
  closeSignals,
  insertSignalEvents,
  insertSignals,
  lockRule,
  rulesWithSignals,
  type SignalRow,
  touchSignals,
  unclosedOfRule,
  updateSignal,
} from './queries.ts';
import type { KnownRule } from './registry.ts';
import { isEnabled, isTuned, loadSettings, type Settings, thresholdAt, thresholdsAt } from './settings.ts';
import { rank } from './severity.ts';

const system = systemActor('signals');

export interface Checked {
  readonly opened: number;
  readonly seen: number;
  readonly closed: number;
  /** Rules that could not be asked; their signals stay as they were. */
  readonly failed: readonly { readonly rule: string; readonly problem: string }[];
}

/**
 * Asks every rule what is the case now and brings the signals in step: new ones open, known ones are seen again, what is
 * not found any more closes. Each rule is a transaction of its own: one that fails leaves the others alone. Signals of a
 * rule that is there no more close.
 */
export async function checkSignals(
  db: Db,
  rules: readonly KnownRule[],
  now: Date,
  report: (share: number, rule: string) => Promise<void> = async () => {},
): Promise<Checked> {
  const sum = { opened: 0, seen: 0, closed: 0 };
  const failed: { rule: string; problem: string }[] = [];
  for (const [at, { rule }] of rules.entries()) {
    await report(at / rules.length, rule.names.zh);
    try {
      const done = await withActor(db, system, (tx) => checkRule(tx, rule, now));
      for (const what of ['opened', 'seen', 'closed'] as const) sum[what] += done[what];
    } catch (error) {
      failed.push({ rule: rule.id, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  const known = new Set(rules.map(({ rule }) => rule.id));
  sum.closed += await withActor(db, system, async (tx) => {
    let closed = 0;
    for (const rule of await rulesWithSignals(tx)) {
      if (!known.has(rule)) closed += await closeAll(tx, await unclosedOfRule(tx, rule), now);
    }
    await storeChecked(tx, { at: now.toISOString(), ...sum, failed });
    return closed;
  });
  return { ...sum, failed };
}

async function storeChecked(tx: Tx, checked: object): Promise<void> {
  const value = JSON.stringify(checked);
  await tx
    .insertInto('setting')
    .values({ key: 'signals:checked', value })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value }))
    .execute();
}

/** When the rules last ran; null: never. */
export async function lastChecked(tx: Tx): Promise<string | null> {
  const row = await tx.selectFrom('setting').select('value').where('key', '=', 'signals:checked').executeTakeFirst();
  return (row?.value as { at?: string } | undefined)?.at ?? null;
}

async function checkRule(tx: Tx, rule: SignalRule, now: Date) {
  await lockRule(tx, rule.id);
  const settings = await loadSettings(tx);
  const context: FindContext = {
    now,
    month: await newestMonth(tx, now),
    isTuned: rule.thresholds.some(({ name }) => isTuned(settings, rule.id, name)),
    at: (region, name) => {
      const threshold = rule.thresholds.find((one) => one.name === name);
      if (!threshold) throw new RangeError(`${rule.id} has no threshold ${name}`);
      return thresholdAt(settings, rule, threshold, region).value;
    },
  };
  const found = worstOfEach(await rule.find(tx, context)).filter((one) => isEnabled(settings, rule, one.regionCode));
  const there = new Map(
    (await unclosedOfRule(tx, rule.id)).map((row) => [subject(row.subject_kind, row.subject_id), row]),
  );
  const fresh: Finding[] = [];
  const unchanged: string[] = [];
  for (const finding of found) {
    const id = subject(finding.subjectKind, finding.subjectId);
    const row = there.get(id);
    there.delete(id);
    if (!row) fresh.push(finding);
    else if (!(await seenAgain(tx, { row, finding, rule, settings, now }))) unchanged.push(row.id);
  }
  if (unchanged.length > 0) await touchSignals(tx, unchanged, now);
  await openAll(tx, { findings: fresh, rule, settings, now });
  const closed = await closeAll(tx, [...there.values()], now);
  return { opened: fresh.length, seen: found.length - fresh.length, closed };
}

const subject = (kind: string, id: string) => `${kind} ${id}`;

function worstOfEach(findings: readonly Finding[]): Finding[] {
  const worst = new Map<string, Finding>();
  for (const finding of findings) {
    const id = subject(finding.subjectKind, finding.subjectId);
    const other = worst.get(id);
    if (!other || rank(other.severity) < rank(finding.severity)) worst.set(id, finding);
  }
  return [...worst.values()];
}

const columnsOf = (finding: Finding, rule: SignalRule, settings: Settings) => ({
  region_code: finding.regionCode,
  severity: finding.severity,
  title_zh: finding.title.zh,
  title_en: finding.title.en,
  evidence: JSON.stringify(finding.evidence),
  thresholds: JSON.stringify(thresholdsAt(settings, rule, finding.regionCode)),
  href: finding.href,
  unit_kind: rule.unit,
  unit: finding.unit,
  party_id: finding.partyId ?? null,
  synthetic: finding.synthetic,
});

async function openAll(
  tx: Tx,
  { findings, rule, settings, now }: { findings: readonly Finding[]; rule: SignalRule; settings: Settings; now: Date },
): Promise<void> {
  const rows = await insertSignals(
    tx,
    findings.map((finding) => ({
      rule: rule.id,
      subject_kind: finding.subjectKind,
      subject_id: finding.subjectId,
      ...columnsOf(finding, rule, settings),
      first_seen: now,
      last_seen: now,
    })),
  );
  await insertSignalEvents(
    tx,
    rows.map(({ id, severity }) => ({
      signal_id: id,
      at: now,
      kind: 'opened',
      before: null,
      after: severity,
      actor_name: system.name,
    })),
  );
  await emitSignals(tx, 'signal.opened', rows, now);
  // A case that somebody works on already is the signal's as well: the same cause is not told as a new one.
  const linked = await linkOpenCases(tx, rows, now);
  for (const row of rows) {
    if (!linked.has(row.id) && opensCase(rule, row)) await caseOf(tx, system, { signal: row, rule, now });
  }
}

const opensCase = (rule: SignalRule, { severity }: Pick<SignalRow, 'severity'>): boolean =>
  rule.opensCaseFrom !== null && rank(severity) >= rank(rule.opensCaseFrom);

/** True where something about it changed. What grew worse is told again, though somebody had taken note of it. */
async function seenAgain(
  tx: Tx,
  of: { row: SignalRow; finding: Finding; rule: SignalRule; settings: Settings; now: Date },
): Promise<boolean> {
  const { row, finding, rule, settings, now } = of;
  const next = columnsOf(finding, rule, settings);
  const before = { ...row, evidence: JSON.stringify(row.evidence), thresholds: JSON.stringify(row.thresholds) };
  const same = (Object.keys(next) as (keyof typeof next)[]).every(
    (column) => canonical(next[column]) === canonical(before[column]),
  );
  if (same) return false;
  const isWorse = rank(finding.severity) > rank(row.severity);
  const again = isWorse && row.state === 'acknowledged' ? { state: 'open' as const } : {};
  await updateSignal(tx, row.id, { ...next, last_seen: now, ...again });
  if (finding.severity !== row.severity) {
    await insertSignalEvents(tx, [
      {
        signal_id: row.id,
        at: now,
        kind: 'severity',
        before: row.severity,
        after: finding.severity,
        actor_name: system.name,
      },
    ]);
  }
  if (isWorse && row.state !== 'in-case' && opensCase(rule, finding)) {
    await caseOf(tx, system, { signal: { ...row, severity: finding.severity }, rule, now });
  }
  return true;
}

/** The store orders the keys of its documents as it likes. */
function canonical(value: unknown): string {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return JSON.stringify(value);
  return JSON.stringify(JSON.parse(value), (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What is not found any more is over; the case that came of it is told and stays with whoever handles it. */
async function closeAll(tx: Tx, rows: readonly SignalRow[], now: Date): Promise<number> {
  if (rows.length === 0) return 0;
  await closeSignals(
    tx,
    rows.map(({ id }) => id),
    now,
  );
  await insertSignalEvents(
    tx,
    rows.map(({ id, state }) => ({
      signal_id: id,
      at: now,
      kind: 'closed',
      before: state,
      after: null,
      actor_name: system.name,
    })),
  );
  await emitSignals(tx, 'signal.closed', rows, now);
  for (const { id, case_id } of rows) {
    if (case_id) await noteCauseGone(tx, { caseId: case_id, signalId: id, now });
  }
  const detail = { rule: rows[0]?.rule, count: rows.length };
  await audit(tx, system, { action: 'signal.close', subject: 'signals', detail });
  return rows.length;
}

const emitSignals = (tx: Tx, type: 'signal.opened' | 'signal.closed', rows: readonly SignalRow[], now: Date) =>
  emitAll(
    tx,
    rows.map((row) => ({
      type,
      payload: {
        eventId: randomUUID(),
        at: now.toISOString(),
        signalId: row.id,
        rule: row.rule,
        severity: row.severity,
        title: { zh: row.title_zh, en: row.title_en },
        subject: { kind: row.subject_kind, id: row.subject_id },
        regionCode: row.region_code,
        href: row.href,
        synthetic: row.synthetic,
      },
    })),
  );
