import { type CapacityParameters, cumulative, periodCode } from '@liannao/statistics';
import { type Actor, isAdmin, rolesOf, type Tx } from '../../../kernel/access/actor.ts';
import { notFound, unprocessable } from '../../../kernel/errors.ts';
import { newestMonth } from '../../../kernel/observation/queries.ts';
import { effective, loadSettings } from '../../../kernel/signals/settings.ts';
import { loadCatalogue } from '../catalogue.ts';
import { selectChildRegions, selectRegionName } from '../series-queries.ts';
import { capacityCodes } from './codes.ts';
import { isStopped, type JudgedSubject, judgeSubject } from './judge-subject.ts';
import type { CapacityLine, CapacityQuery, CapacityView } from './model.ts';
import { firmRows, openChecks, regionRows, seesAllFirms } from './queries.ts';
import { inOneScope, scopesOf, wantedIn } from './scopes.ts';
import { capacityThresholds } from './signals.ts';
import { type Subject, subjectsOf } from './subjects.ts';
import { capacityText, ruleWords } from './text.ts';

const NATION = '000000';
type Asked = Omit<import('zod').z.infer<typeof CapacityQuery>, 'format'>;

/** Utilisation of a region, of the regions below or the firms in it, judged, worst first. */
export async function capacityOf(
  tx: Tx,
  asked: Asked,
  { actor, now }: { actor: Actor; now: Date },
): Promise<CapacityView> {
  const { locale } = actor;
  const t = capacityText[locale];
  const codes = capacityCodes[asked.kind];
  const capacityCode = codes.capacity[asked.basis];
  if (!capacityCode) throw unprocessable('capacity-basis-unknown', t.noBasis(asked.kind));
  const region = asked.region ?? actor.grants.find((grant) => grant.regionCode)?.regionCode ?? NATION;
  const found = await selectRegionName(tx, region);
  if (!found) throw notFound('region', region);
  const catalogue = await loadCatalogue(tx, [codes.output, capacityCode]);
  const month = asked.month ?? (await newestMonth(tx, now));
  const limits = await limitsOf(tx, region);
  const shown = {
    unit: catalogue.get(codes.output)?.unit ?? '',
    region: { code: region, name: locale === 'en' ? (found.nameEn ?? found.name) : found.name },
    limits: (['floor', 'idle', 'strained'] as const).map((name) => ({
      name,
      title: t.limits[name],
      value: limits[name],
      unit: '%',
    })),
  };
  // January alone is never judged (conventions 2.2).
  if (month === null || month.endsWith('-01'))
    return { ...shown, period: null, whole: null, withoutStopped: null, items: [] };
  const [year = 0, upTo = 0] = month.split('-').map(Number);
  const scopes = scopesOf({ kind: asked.kind, capacityCode, segment: asked.segment || undefined }, catalogue);
  const wanted = { ...wantedIn(scopes, codes.output, capacityCode), fromYear: year - 3 };
  const below = asked.by === 'region' ? (await selectChildRegions(tx, region)).map(({ code }) => code) : [];
  const rows = inOneScope(await regionRows(tx, { ...wanted, regions: [region, ...below] }), scopes, codes.output);
  const firms = inOneScope(await firmRows(tx, { ...wanted, root: region }), scopes, codes.output);
  const judge = (subject: Subject) => judgeSubject(subject, { year, month: upTo, parameters: limits });
  const how = { outputCode: codes.output, basis: asked.basis, locale };
  const regions = subjectsOf(rows, how).map(judge);
  const judgedFirms = subjectsOf(firms, how).map(judge);
  const items = asked.by === 'region' ? regions.filter(({ subject }) => subject.id !== region) : judgedFirms;
  const open = await openChecks(
    tx,
    [...regions, ...judgedFirms].map(({ subject }) => `${asked.kind}:${subject.id}`),
  );
  const mayAsk = isAdmin(actor) || rolesOf(actor).has('bureau');
  const line = (judged: JudgedSubject) => lineOf(judged, { locale, open, kind: asked.kind, mayAsk });
  const whole = regions.find(({ subject }) => subject.id === region);
  return {
    ...shown,
    period: periodCode(cumulative(year, upTo)),
    whole: whole ? line(whole) : null,
    // Who sees only some of the firms would take only some of the idle capacity off.
    withoutStopped: whole && (await seesAllFirms(tx, region)) ? withoutStopped(whole, judgedFirms) : null,
    items: items
      .map(line)
      .sort((a, b) => (a.rate ?? 1e9) - (b.rate ?? 1e9) || a.subject.name.localeCompare(b.subject.name)),
  };
}

async function limitsOf(tx: Tx, region: string): Promise<CapacityParameters> {
  const settings = await loadSettings(tx);
  const at = (name: keyof typeof capacityThresholds, state: string) =>
    effective(settings, {
      rule: `statistics.capacity-${state}`,
      region,
      name,
      default: capacityThresholds[name].default,
    }).value;
  return {
    floor: at('floor', 'surplus'),
    idle: at('idle', 'idle'),
    strained: at('strained', 'strained'),
    ownQuarters: 8,
    ownKnown: 4,
  };
}

/** Both are shown (conventions 7 rule 5): a firm that stands still stays in the denominator until it is cancelled. */
function withoutStopped(whole: JudgedSubject, firms: readonly JudgedSubject[]): CapacityView['withoutStopped'] {
  const stopped = firms.filter(isStopped);
  const { output, capacity } = whole.now;
  if (stopped.length === 0 || output === null || capacity === null) return null;
  const idle = stopped.reduce((sum, { now }) => sum + (now.capacity ?? 0), 0);
  const left = capacity - idle;
  return { rate: left > 0 ? (output / left) * 100 : null, stopped: stopped.length, capacity: left };
}

function lineOf(
  { subject, now, judgement, quarters }: JudgedSubject,
  {
    locale,
    open,
    kind,
    mayAsk,
  }: { locale: 'zh' | 'en'; open: ReadonlyMap<string, string>; kind: string; mayAsk: boolean },
): CapacityLine {
  const t = capacityText[locale];
  const why = now.output === null ? t.noOutput : t.noCapacity;
  const reasons = judgement.rate === null ? [why] : judgement.rules.map((rule) => ruleWords(rule, locale));
  return {
    subject: { kind: subject.kind, id: subject.id, name: subject.name, region: subject.regionCode },
    output: { value: now.output, ref: now.outputRef },
    capacity: { value: now.capacity, ref: now.capacityRef },
    capacityFrom: now.capacityFrom,
    rate: judgement.rate,
    change: judgement.change,
    ownRange: judgement.ownRange ? [...judgement.ownRange] : null,
    state: judgement.state,
    reasons,
    quarters: [...quarters],
    synthetic: subject.synthetic,
    caseId: open.get(`${kind}:${subject.id}`) ?? null,
    mayAsk: mayAsk && subject.kind === 'firm',
  };
}
