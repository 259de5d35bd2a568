import { displayUnit } from '@liannao/statistics';
import type { Provenance as Answer, ObservationView } from '../../../server/modules/statistics/model.ts';
import { scopeWords } from '../../../server/modules/statistics/model.ts';
import { get } from '../../shell/api.ts';
import type { Language } from '../../shell/preferences.tsx';
import { formatChange, formatNumber } from '../../shell/widgets/number.ts';
import type {
  Provenance,
  ProvenanceLoader,
  ProvenanceStep,
  ProvenanceVersion,
} from '../../shell/widgets/provenance.ts';
import { observationsPath } from './api.ts';
import { inWords, periodWords, shownValue } from './quantity.ts';
import { type StatisticsTexts, text } from './text.ts';

const states = { draft: 'preliminary', submitted: 'pending', approved: 'approved' } as const;

/** Where an observation comes from, for the card and the panel. */
export const loadObservation: ProvenanceLoader = async (id, { language, signal }) => {
  const answer = await get<Answer>(`${observationsPath}/${encodeURIComponent(id)}/provenance`, { signal });
  const t = text[language];
  const { observation } = answer;
  const scope = scopeWords(observation.scope, language);
  const shown = observation.value === null ? null : shownValue(observation.value, observation, language);
  return {
    value: shown ? formatNumber(shown.value, shown.decimals) : valueWords(observation, t),
    unit: shown ? shown.unit : '',
    title: scope ? `${observation.indicatorTitle}（${scope}）` : observation.indicatorTitle,
    region: observation.region.name,
    period: periodWords(observation.period, language),
    ...(shown ? { unrounded: formatNumber(Number(shown.value.toPrecision(12))) } : {}),
    state: states[observation.status],
    version: observation.revision,
    ...(observation.enteredAt ? { decided: t.provenance.entered(dateWords(observation.enteredAt, language)) } : {}),
    source: answer.steps.find(({ kind }) => kind === 'source')?.text ?? t.provenance.unknown,
    steps: answer.steps.map((step) => stepOf(step, observation, language)),
    versions: versionsOf(answer.revisions, language),
    usedIn: answer.usedBy.map(({ title, href }) => ({ label: title, to: href })),
    citation: answer.citation,
    actions: [
      {
        label: t.provenance.open,
        to: `/indicators/${observation.indicatorCode}?region=${observation.region.code}`,
      },
    ],
    ...syntheticOf(observation),
  };
};

/** Figures deeper down open in the same panel. */
function stepOf(
  { title, text: detail, parts, href }: Answer['steps'][number],
  of: ObservationView,
  language: Language,
): ProvenanceStep {
  const t = text[language];
  const isForm = href?.startsWith('/rounds/') || href?.startsWith('/returns/');
  const isRegister = href?.startsWith('/registers/');
  const label = isForm ? t.provenance.seeForm : isRegister ? t.provenance.seeEntries : t.provenance.seeFile;
  const ours = href?.startsWith('/') ? [{ label, to: href }] : [];
  const deeper = parts.flatMap(({ label, observationId }) =>
    observationId === null ? [] : [{ label: t.provenance.part(label), onClick: () => openFigure(observationId) }],
  );
  return {
    title,
    detail,
    ...(parts.length > 0
      ? {
          parts: parts
            .slice(0, 12)
            .map(({ label, value, unit }) => ({ name: label, value: partWords({ value, unit, of, language }) })),
        }
      : {}),
    links: [...deeper.slice(0, 6), ...ours],
  };
}

function openFigure(id: string): void {
  location.hash = `fig=observation:${id}`;
}

/** In the figure's own published unit where the part is of the same kind. */
function partWords(part: { value: number | null; unit: string; of: ObservationView; language: Language }): string {
  const { value, unit, of, language } = part;
  if (value === null) return '—';
  return inWords(value, { unit, shownAs: unit === of.unit ? of.shownAs : displayUnit(unit, value) }, language);
}

const valueWords = ({ missing }: ObservationView, t: StatisticsTexts) => t.missing[missing ?? 'unknown'] ?? '';

/** Newest first, each with what it changed. */
function versionsOf(revisions: readonly ObservationView[], language: Language): ProvenanceVersion[] {
  const t = text[language];
  const ordered = revisions.toSorted((a, b) => b.revision - a.revision);
  return ordered.map((own, index) => {
    const before = ordered[index + 1];
    const comparable = before !== undefined && before.value !== null && own.value !== null;
    const change = comparable ? shownValue((own.value ?? 0) - (before.value ?? 0), own, language) : null;
    return {
      version: own.revision,
      reason: own.reason ?? (before ? t.provenance.noReason : t.provenance.first),
      change: change
        ? formatChange(change.value, change.decimals + 1)
        : own.value === null
          ? valueWords(own, t)
          : inWords(own.value, own, language),
    };
  });
}

const dateWords = (at: string, language: Language) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );

function syntheticOf({ synthetic, source }: ObservationView): Pick<Provenance, 'synthetic'> {
  if (!synthetic) return {};
  const { generator, seed } = source;
  return { synthetic: generator === undefined ? true : { generator: String(generator), seed: String(seed) } };
}
