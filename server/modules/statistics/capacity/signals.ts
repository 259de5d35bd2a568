import { type CapacityParameters, type CapacityState, convert, formatNumber } from '@liannao/statistics';
import type { Tx } from '../../../kernel/access/actor.ts';
import type { FindContext, Finding, Severity, SignalRule, Threshold } from '../../../kernel/signals/contract.ts';
import { type Catalogue, type Indicator, loadCatalogue } from '../catalogue.ts';
import { capacityCheck } from './case-type.ts';
import { capacityCodes } from './codes.ts';
import { type JudgedSubject, judgeSubject } from './judge-subject.ts';
import type { CapacityKind } from './model.ts';
import { firmRows, regionRows, regionsWith } from './queries.ts';
import { inOneScope, scopesOf, wantedIn } from './scopes.ts';
import { subjectsOf } from './subjects.ts';
import { capacityText, ruleWords } from './text.ts';

const percent = (name: string, zh: string, en: string, usual: number): Threshold => ({
  name,
  zh,
  en,
  unit: '%',
  default: usual,
  min: 0,
  max: 200,
});

/** One threshold a rule, so that each is tuned where its signal is; all three make up the parameters of the judgement. */
export const capacityThresholds = {
  idle: percent('idle', '利用率低于此值为闲置', 'Utilisation below which capacity lies idle', 30),
  floor: percent(
    'floor',
    '利用率低于此值为过剩（参考线，非官方标准）',
    'Utilisation below which it is in surplus (not official)',
    75,
  ),
  strained: percent('strained', '利用率高于此值为超负荷', 'Utilisation above which it is beyond full load', 110),
} as const;

const rule = (
  state: 'idle' | 'surplus' | 'strained',
  names: SignalRule['names'],
  severity: Severity,
  threshold: keyof typeof capacityThresholds,
): SignalRule => ({
  id: `statistics.capacity-${state}`,
  names,
  severity,
  thresholds: [capacityThresholds[threshold]],
  unit: 'industry',
  caseType: capacityCheck.id,
  opensCaseFrom: null,
  find: (tx, context) => findCapacity(tx, context, { state, severity, threshold }),
});

export const capacityRules: readonly SignalRule[] = [
  rule('idle', { zh: '产能闲置', en: 'Capacity idle' }, 'orange', 'idle'),
  rule('surplus', { zh: '产能过剩', en: 'Capacity in surplus' }, 'yellow', 'floor'),
  rule('strained', { zh: '产能超负荷', en: 'Beyond full load' }, 'blue', 'strained'),
];

/** The other limits as they are by default: a region tunes each at its own rule. */
const parametersWith = (name: keyof typeof capacityThresholds, value: number): CapacityParameters => ({
  floor: capacityThresholds.floor.default,
  idle: capacityThresholds.idle.default,
  strained: capacityThresholds.strained.default,
  ownQuarters: 8,
  ownKnown: 4,
  [name]: value,
});

interface Looked {
  readonly state: CapacityState;
  readonly severity: Severity;
  readonly threshold: keyof typeof capacityThresholds;
}

async function findCapacity(tx: Tx, { month, at }: FindContext, looked: Looked): Promise<Finding[]> {
  const read = month === null ? null : /^(\d{4})-(\d{2})$/.exec(month);
  if (!read) return [];
  const [year, upTo] = [Number(read[1]), Number(read[2])];
  if (upTo < 2) return [];
  const findings: Finding[] = [];
  const outputOf = (kind: CapacityKind) => capacityCodes[kind].output;
  const kinds = Object.keys(capacityCodes) as CapacityKind[];
  const catalogue = await loadCatalogue(
    tx,
    kinds.flatMap((kind) => [outputOf(kind), capacityCodes[kind].capacity.available ?? []].flat()),
  );
  for (const kind of kinds) {
    for (const judged of await judgeAll(tx, {
      kind,
      catalogue,
      year,
      month: upTo,
      limit: (region) => at(region, looked.threshold),
      looked,
    }))
      if (judged.judgement.state === looked.state)
        findings.push(findingOf(judged, { kind, looked, month: month ?? '', output: catalogue.get(outputOf(kind)) }));
  }
  return findings;
}

interface Judging {
  readonly kind: CapacityKind;
  readonly catalogue: Catalogue;
  readonly year: number;
  readonly month: number;
  readonly limit: (region: string) => number;
  readonly looked: Looked;
}

/** Every region and firm that has capacity of this kind, whole segments alone. */
async function judgeAll(tx: Tx, { kind, catalogue, year, month, limit, looked }: Judging): Promise<JudgedSubject[]> {
  const { output, capacity } = capacityCodes[kind];
  if (!capacity.available) return [];
  const scopes = scopesOf({ kind, capacityCode: capacity.available }, catalogue);
  const wanted = { ...wantedIn(scopes, output, capacity.available), fromYear: year - 3 };
  const regions = await regionsWith(tx, [capacity.available], year - 1);
  const rows = [
    ...(await regionRows(tx, { ...wanted, regions })),
    ...(await firmRows(tx, { ...wanted, root: '000000' })),
  ];
  return subjectsOf(inOneScope(rows, scopes, output), { outputCode: output, basis: 'available', locale: 'zh' }).map(
    (subject) =>
      judgeSubject(subject, { year, month, parameters: parametersWith(looked.threshold, limit(subject.regionCode)) }),
  );
}

function findingOf(
  { subject, now, judgement }: JudgedSubject,
  {
    kind,
    looked,
    month,
    output: indicator,
  }: { kind: CapacityKind; looked: Looked; month: string; output: Indicator | undefined },
): Finding {
  const words = (value: number | null): string => {
    const shown = indicator && convert(value ?? 0, indicator.unit, indicator.shownAs, indicator.dimension);
    return shown?.ok ? formatNumber(shown.value, indicator?.shownAs ?? '') : formatNumber(value ?? 0, '');
  };
  const title = looked.state as 'idle' | 'surplus' | 'strained';
  const unit = indicator?.shownAs ?? '';
  return {
    subjectKind: 'capacity',
    subjectId: `${kind}:${subject.id}`,
    regionCode: subject.regionCode,
    severity: looked.severity,
    title: {
      zh: capacityText.zh.titles[title](subject.name, kind),
      en: capacityText.en.titles[title](subject.name, kind),
    },
    evidence: [
      ...judgement.rules.map((fired) => ({ zh: ruleWords(fired, 'zh'), en: ruleWords(fired, 'en') })),
      {
        zh: capacityText.zh.evidence(words(now.output), words(now.capacity), unit),
        en: capacityText.en.evidence(words(now.output), words(now.capacity), unit),
        ...(now.outputRef ? { source: { kind: 'observation', id: now.outputRef } } : {}),
      },
    ],
    href: `/capacity?kind=${kind}&region=${subject.regionCode}&by=${subject.kind}&month=${month}`,
    unit: null,
    ...(subject.kind === 'firm' ? { partyId: subject.id } : {}),
    synthetic: subject.synthetic,
  };
}
