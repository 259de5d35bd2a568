import { checkSum, decimalsOf, parsePeriod, periodLabel } from '@liannao/statistics';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { notFound } from '../../kernel/errors.ts';
import { localTime } from '../../kernel/local-time.ts';
import { parseScopeKey, scopeKey } from '../../kernel/observation/scope.ts';
import { regionName } from '../../kernel/region/name.ts';
import { loadRegisters } from '../../kernel/registers/index.ts';
import { formulaText, type Indicator, indicatorTitle, loadCatalogue } from './catalogue.ts';
import { readFigureRef, type SeriesKey } from './figure-ref.ts';
import type { ObservationView, Provenance } from './model.ts';
import { selectImportFile, selectObservation, selectRevisions } from './observation-queries.ts';
import { formSteps } from './provenance-form.ts';
import { formulaStep } from './provenance-formula.ts';
import { type Step, shown, step } from './provenance-step.ts';
import { loadSeries } from './series.ts';
import { selectChildRegions, selectRegionName, selectRegions } from './series-queries.ts';
import { type Locale, type Text, textFor } from './text.ts';
import { usesOf } from './uses.ts';
import { observationView } from './views.ts';

const USES = 20;

/** Where a figure comes from: how it adds up, its source, who entered it, what it was before and where it is used. */
export async function provenanceOf(tx: Tx, actor: Actor, id: string): Promise<Provenance> {
  const reference = readFigureRef(id);
  return reference ? computed(tx, actor, id, reference) : entered(tx, actor, id);
}

async function entered(tx: Tx, { locale }: Actor, id: string): Promise<Provenance> {
  const row = UUID.test(id) ? await selectObservation(tx, id) : undefined;
  if (!row) throw notFound('observation', id);
  const say = textFor(locale);
  const observation = observationView(row, locale);
  const indicator = (await loadCatalogue(tx, [row.indicator_code])).get(row.indicator_code);
  if (!indicator) throw notFound('indicator', row.indicator_code);
  const key = { indicatorCode: row.indicator_code, scopeKey: row.scope_key, regionCode: row.region_code };
  const steps = [
    await sumStep(tx, { indicator, observation, locale }),
    await formulaStep(tx, { key, period: row.period, locale }),
    ...(observation.source.kind === 'form'
      ? await formSteps(tx, observation, locale)
      : observation.source.kind === 'register'
        ? [await registerStep(tx, observation, locale)]
        : [catalogueStep(indicator, say), sourceStep(observation, say)]),
    rangeStep(indicator, observation, locale),
    ...(observation.source.kind === 'form' ? [] : [approvalStep(observation, say)]),
    await fileStep(tx, observation, say),
  ];
  const revisions = await selectRevisions(tx, row);
  return {
    observation,
    steps: steps.filter((step) => step !== null),
    revisions: revisions.map((revision) => observationView(revision, locale)),
    usedBy: await usesOf(tx, [key], USES),
    citation: citationOf(observation, locale),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A figure that only the formula gives: shown as if it were an observation, its operands one step deeper. */
async function computed(
  tx: Tx,
  { locale }: Actor,
  id: string,
  { key, period }: { key: SeriesKey; period: string },
): Promise<Provenance> {
  const set = await loadSeries(tx, [key]);
  const figure = set.figures(key).find((one) => one.period === period);
  const indicator = set.catalogue.get(key.indicatorCode);
  const region = await selectRegionName(tx, key.regionCode);
  if (!figure || !indicator || !region) throw notFound('observation', id);
  const say = textFor(locale);
  const scope = parseScopeKey(key.scopeKey);
  const observation: ObservationView = {
    id,
    indicatorCode: key.indicatorCode,
    indicatorTitle: indicatorTitle(indicator, locale, scope),
    unit: indicator.unit,
    shownAs: indicator.shownAs,
    scope,
    region: { code: key.regionCode, name: regionName(region, locale) },
    holder: null,
    period,
    revision: figure.revision,
    value: figure.value,
    missing: figure.missing,
    status: figure.status,
    synthetic: figure.synthetic,
    source: { kind: 'computed', formula: formulaText(indicator) },
    reason: null,
    enteredBy: null,
    enteredAt: '',
    importRunId: null,
  };
  const formula = await formulaStep(tx, { key, period, locale, set });
  return {
    observation,
    steps: [...(formula ? [formula] : []), step('source', say.steps.source, say.steps.computed)],
    revisions: [],
    usedBy: await usesOf(tx, [key], USES),
    citation: citationOf(observation, locale),
  };
}

/** Regions below that have a figure for the same period, and whether they add up to this one. */
async function sumStep(
  tx: Tx,
  { indicator, observation, locale }: { indicator: Indicator; observation: ObservationView; locale: Locale },
): Promise<Step | null> {
  if (indicator.regionRule !== 'sum') return null;
  const children = await selectChildRegions(tx, observation.region.code);
  const rows = await selectRegions(tx, {
    indicatorCode: indicator.code,
    scopeKey: scopeKey(observation.scope),
    regionCodes: children.map((child) => child.code),
    periods: [observation.period],
  });
  if (rows.length === 0) return null;
  const byCode = new Map(rows.map((row) => [row.regionCode, row]));
  const known = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  const check = checkSum({ parts: known, total: observation.value, decimals: decimalsOf(indicator.unit) });
  if (check.state === 'incomplete') return null;
  const sums = textFor(locale).steps;
  const agrees =
    check.state === 'different' ? sums.sumDiffers(shown(check.difference, indicator, locale)) : sums.sumEqual();
  const partial = known.length < children.length && check.state === 'different' ? sums.sumPartial() : '';
  const parts = children
    .flatMap((child) => {
      const row = byCode.get(child.code);
      return row
        ? [{ label: regionName(child, locale), value: row.value, unit: indicator.unit, observationId: row.id }]
        : [];
    })
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const text = sums.sumText(children.length, known.length, shown(check.sum, indicator, locale)) + agrees + partial;
  return step('sum', sums.sum, text, parts);
}

/** What the catalogue says about where such figures come from. */
function catalogueStep({ source }: Indicator, { steps: say }: Text): Step | null {
  const form = source.form as { id?: string; field?: string } | undefined;
  const register = source.register as { id?: string } | undefined;
  if (form?.id) return step('source', say.form, say.formText(form.id, form.field ?? ''));
  if (register?.id) return step('source', say.register, say.registerText(register.id));
  if (typeof source.query === 'string') return step('source', say.query, say.queryText(source.query));
  return null;
}

function sourceStep({ source }: ObservationView, { steps: say }: Text): Step | null {
  const note = String(source.note ?? '');
  switch (source.kind) {
    case 'synthetic':
      return step('source', say.source, say.syntheticText(String(source.generator), String(source.seed)));
    case 'plan':
      return step('source', say.source, say.planText(String(source.title ?? source.plan), sectionOf(source.section)));
    case 'import':
      return step('source', say.source, say.importText(note));
    case 'entry':
      return step('source', say.source, say.entryText(note));
    default:
      return null;
  }
}

/** The register that was counted, and the way to the counted entries as they stood then. */
async function registerStep(tx: Tx, { source, region }: ObservationView, locale: Locale): Promise<Step> {
  const { steps: say } = textFor(locale);
  const id = String(source.register);
  const filter = String(source.filter ?? '');
  const asAt = typeof source.asAt === 'string' ? source.asAt : null;
  const name = (await loadRegisters(tx)).registers.get(id)?.definition[locale] ?? id;
  const search = new URLSearchParams({
    ...(filter === '' ? {} : { filter }),
    area: region.code,
    ...(asAt === null ? {} : { asAt }),
  });
  const text = say.countedText(name, Number(source.entries ?? 0), asAt, filter);
  return step('source', say.source, text, [], `/registers/${id}?${search}`);
}

const sectionOf = (section: unknown) => (Array.isArray(section) ? section.join('') : '');

function rangeStep(indicator: Indicator, { value }: ObservationView, locale: Locale): Step | null {
  const { steps: say } = textFor(locale);
  const { rangeLow: low, rangeHigh: high } = indicator;
  if (value === null || (low === null && high === null)) return null;
  const [from = '…', to = '…'] = [low, high].map((limit) => (limit === null ? '…' : shown(limit, indicator, locale)));
  const inside = (low === null || value >= low) && (high === null || value <= high);
  return step('check', say.range, say.rangeText(from, to) + (inside ? say.rangeInside : say.rangeOutside));
}

function approvalStep(observation: ObservationView, say: Text): Step {
  const known = observation.enteredBy ?? (observation.source.kind === 'entry' ? say.steps.someone : say.steps.system);
  const at = localTime(observation.enteredAt);
  return step('approval', say.steps.approval, say.steps.approvalText(known, at, say.status[observation.status]));
}

async function fileStep(tx: Tx, { importRunId, source }: ObservationView, { steps: say }: Text): Promise<Step | null> {
  if (!importRunId) return null;
  const file = await selectImportFile(tx, importRunId);
  if (!file) return step('file', say.file, say.fileHidden);
  const row = typeof source.row === 'number' ? say.fileRow(source.row) : '';
  return step('file', say.file, say.fileText(file.fileName, row), [], `/system/imports/${importRunId}`);
}

function citationOf(observation: ObservationView, locale: Locale): string {
  const say = textFor(locale);
  const period = parsePeriod(observation.period);
  const value =
    observation.value === null
      ? say.missing[observation.missing ?? 'unknown']
      : shown(observation.value, observation, locale);
  const text = say.citation(
    observation.indicatorTitle,
    observation.region.name,
    period.ok ? periodLabel(period.value, locale) : observation.period,
    value,
    say.status[observation.status],
    observation.revision,
  );
  return observation.synthetic ? text + say.syntheticCitation : text;
}
