import type { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { audit } from '../audit/audit.ts';
import { unitKindWords } from '../cases/owner-units.ts';
import { mayWriteRegion } from '../cases/queries.ts';
import { AppError, type FieldProblem, forbidden, notFound, unprocessable } from '../errors.ts';
import { regionNames } from '../region/name.ts';
import { findRegion } from '../region/queries.ts';
import type { SignalRule } from './contract.ts';
import type { RuleSetting, RuleView } from './model.ts';
import { openByRule } from './queries.ts';
import { type KnownRule, signalRules } from './registry.ts';
import { ENABLED, isEnabled, loadSettings, ownValue, type Settings, settingHistory, thresholdAt } from './settings.ts';
import { signalText } from './text.ts';

const NATION = '000000';
const HISTORY = 1000;
const SHOWN = 20;

/** Every rule as it holds in a region (default: where nobody has set anything of his own: the whole country). */
export async function ruleViews(tx: Tx, actor: Actor, region: string | undefined): Promise<RuleView[]> {
  const at = region ?? NATION;
  const settings = await loadSettings(tx);
  const history = Map.groupBy(await settingHistory(tx, region, HISTORY), ({ rule }) => rule);
  const open = await openByRule(tx, region);
  const names = await regionNames(
    tx,
    [...new Set([...settings.values.keys()].map((key) => key.split('|')[1] ?? ''))],
    actor.locale,
  );
  return (await signalRules(tx)).map((known) => viewOf(known, { actor, at, settings, history, open, names }));
}

function viewOf(
  { rule, module }: KnownRule,
  of: {
    actor: Actor;
    at: string;
    settings: Settings;
    history: ReadonlyMap<string, Awaited<ReturnType<typeof settingHistory>>>;
    open: ReadonlyMap<string, number>;
    names: ReadonlyMap<string, string>;
  },
): RuleView {
  const { locale } = of.actor;
  const titleOf = (name: string) =>
    name === ENABLED
      ? signalText(locale).enabled
      : (rule.thresholds.find((threshold) => threshold.name === name)?.[locale] ?? name);
  return {
    id: rule.id,
    names: rule.names,
    name: rule.names[locale],
    module,
    severity: rule.severity,
    unit: unitKindWords(rule.unit, locale),
    caseType: rule.caseType,
    opensCaseFrom: rule.opensCaseFrom,
    enabled: isEnabled(of.settings, rule, of.at),
    open: of.open.get(rule.id) ?? 0,
    thresholds: rule.thresholds.map((threshold) => {
      const { value, from } = thresholdAt(of.settings, rule, threshold, of.at);
      return {
        name: threshold.name,
        title: threshold[locale],
        unit: threshold.unit,
        value,
        default: threshold.default,
        min: threshold.min,
        max: threshold.max,
        from: from === null ? null : { code: from, name: of.names.get(from) ?? from },
      };
    }),
    history: (of.history.get(rule.id) ?? []).slice(0, SHOWN).map((row) => ({
      at: row.at.toISOString(),
      by: row.actor_name,
      region: (locale === 'en' && row.name_en) || row.region,
      threshold: titleOf(row.name),
      before: row.before,
      after: row.value,
      reason: row.reason,
    })),
  };
}

/**
 * Sets thresholds of a rule in a region, or gives them back upwards (null); every change keeps who, when and why.
 * @throws AppError 404 for the rule or region; 403; 422 `threshold-invalid`.
 */
export async function setRule(
  tx: Tx,
  actor: Actor,
  { id, setting }: { id: string; setting: z.infer<typeof RuleSetting> },
): Promise<RuleView> {
  const known = (await signalRules(tx)).find(({ rule }) => rule.id === id);
  if (!known) throw notFound('rule', id);
  const region = await findRegion(tx, setting.region);
  if (!region) throw notFound('region', setting.region);
  if (!(await mayWriteRegion(tx, region.code))) throw forbidden('outside-your-regions', 'This region is not yours.');
  const wanted = { ...setting.thresholds, ...enabledValue(setting.enabled) };
  const problems = problemsOf(known.rule, wanted);
  if (problems.length > 0) throw unprocessable('threshold-invalid', 'Some thresholds are not possible.', problems);
  const changes: Record<string, { before: number | null; after: number | null }> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const before = await ownValue(tx, { rule: id, region: region.code, name });
    if (before === value) continue;
    changes[name] = { before, after: value };
    await tx
      .insertInto('signal_setting')
      .values({
        rule: id,
        region_code: region.code,
        name,
        before,
        value,
        reason: setting.reason,
        actor_id: actor.userId,
        actor_name: actor.name,
      })
      .execute();
  }
  if (Object.keys(changes).length > 0) {
    const detail = { region: region.code, changes, reason: setting.reason };
    await audit(tx, actor, { action: 'signal.tune', subject: `rule:${id}`, detail });
  }
  const view = (await ruleViews(tx, actor, region.code)).find((one) => one.id === id);
  if (!view) throw new AppError(404, 'rule-not-found', `No rule ${id}.`);
  return view;
}

const enabledValue = (enabled: boolean | null | undefined): Record<string, number | null> =>
  enabled === undefined ? {} : { [ENABLED]: enabled === null ? null : Number(enabled) };

function problemsOf(rule: SignalRule, wanted: Readonly<Record<string, number | null>>): FieldProblem[] {
  return Object.entries(wanted).flatMap(([name, value]): FieldProblem[] => {
    if (name === ENABLED || value === null) {
      const isKnown = name === ENABLED || rule.thresholds.some((one) => one.name === name);
      return isKnown ? [] : [unknownThreshold(rule, name)];
    }
    const threshold = rule.thresholds.find((one) => one.name === name);
    if (!threshold) return [unknownThreshold(rule, name)];
    const { min, max, unit } = threshold;
    return value >= min && value <= max
      ? []
      : [{ field: `thresholds.${name}`, code: 'out-of-range', message: `${value}: from ${min} to ${max} ${unit}` }];
  });
}

const unknownThreshold = (rule: SignalRule, name: string): FieldProblem => ({
  field: `thresholds.${name}`,
  code: 'unknown',
  message: `${rule.id} has: ${rule.thresholds.map((one) => one.name).join(', ') || 'no thresholds'}`,
});
