import type { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { unitWords } from '../cases/index.ts';
import { mayWriteRegion } from '../cases/queries.ts';
import { notFound } from '../errors.ts';
import { decodeCursor, encodeCursor } from '../paging.ts';
import { regionNames } from '../region/name.ts';
import { lastChecked } from './check.ts';
import type { SignalPage, SignalView } from './model.ts';
import { countSignals, findSignal, type SignalFilter, type SignalRow, selectSignals } from './queries.ts';
import { signalRules } from './registry.ts';
import { signalText } from './text.ts';

/** One page of signals, worst first. @throws AppError 400 for a cursor that is not ours. */
export async function listSignals(
  tx: Tx,
  actor: Actor,
  query: SignalFilter & { readonly cursor?: string | undefined; readonly limit?: number },
): Promise<z.infer<typeof SignalPage>> {
  const limit = query.limit ?? 100;
  const [rank, seen, id] = query.cursor ? decodeCursor(query.cursor, 3) : [];
  const rows = await selectSignals(tx, query, {
    limit: limit + 1,
    after: rank === undefined ? undefined : { rank: Number(rank) || 0, seen: String(seen), id: String(id) },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const { total, ...counts } = await countSignals(tx, query);
  return {
    items: await signalViews(tx, shown, actor),
    nextCursor: rows.length > limit && last ? encodeCursor([last.rank, last.seen, last.id]) : null,
    total,
    counts,
    checkedAt: await lastChecked(tx),
  };
}

/** @throws AppError 404 `signal-not-found`. */
export async function showSignal(tx: Tx, actor: Actor, id: string): Promise<SignalView> {
  const row = await findSignal(tx, id);
  if (!row) throw notFound('signal', id);
  const [view] = await signalViews(tx, [{ ...row, mayWrite: await mayWriteRegion(tx, row.region_code) }], actor);
  if (!view) throw new TypeError(`no view of signal ${id}`);
  return view;
}

async function signalViews(
  tx: Tx,
  rows: readonly (SignalRow & { readonly mayWrite: boolean })[],
  actor: Actor,
): Promise<SignalView[]> {
  const { locale } = actor;
  const say = signalText(locale);
  const rules = new Map((await signalRules(tx)).map(({ rule }) => [rule.id, rule]));
  const setters = rows.flatMap((row) => row.thresholds.flatMap(({ region }) => region ?? []));
  const regions = await regionNames(tx, [...rows.map(({ region_code }) => region_code), ...setters], locale);
  const mayUse = actor.tokenPermissions === null || actor.tokenPermissions.includes('signals.handle');
  const writes = mayUse && actor.grants.some(({ role }) => role === 'admin' || role === 'bureau');
  return rows.map((row) => {
    const rule = rules.get(row.rule);
    const regionName = regions.get(row.region_code) ?? row.region_code;
    const title = (name: string) => rule?.thresholds.find((one) => one.name === name)?.[locale] ?? name;
    return {
      id: row.id,
      rule: { id: row.rule, name: rule?.names[locale] ?? row.rule },
      severity: row.severity,
      title: locale === 'en' ? row.title_en : row.title_zh,
      subject: { kind: row.subject_kind, id: row.subject_id, href: row.href },
      region: { code: row.region_code, name: regionName },
      unit: unitWords({ unit: row.unit, unitKind: row.unit_kind, regionName }, locale),
      evidence: row.evidence.map((one) => ({ text: one[locale], source: one.source ?? null })),
      thresholds: row.thresholds.map(({ name, value, unit, region }) => ({
        name: title(name),
        value,
        unit,
        setBy: region ? (regions.get(region) ?? region) : say.byDefault,
      })),
      state: row.state,
      firstSeen: row.first_seen.toISOString(),
      lastSeen: row.last_seen.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      caseId: row.case_id,
      acknowledgedBy: row.acknowledged_by,
      note: row.note,
      synthetic: row.synthetic,
      mayHandle: writes && row.mayWrite && row.state !== 'closed',
    };
  });
}
