/** Where a target's value and a judgement's figures come from, for the card and the panel. */
import type { TargetDetail, TargetView } from '../../../../server/modules/plans/model.ts';
import { get } from '../../../shell/api.ts';
import type { Language } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { Provenance, ProvenanceLoader } from '../../../shell/widgets/provenance.ts';
import { periodWords, scopeWords } from '../../statistics/widgets.ts';
import { sourceHref, targetHref } from '../ledger/columns.tsx';
import { forReader, inTargetUnit, sectionPlace, targetNumber, unitWords } from '../ledger/quantity.ts';
import { targetPath } from '../ledger-api.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';
import { judgedFigures, readJudgedId } from './judged.ts';
import { percent, ruleParameters, ruleText } from './rule.ts';

const load = (id: string, signal: AbortSignal) => {
  const month = new URLSearchParams(location.search).get('month') ?? undefined;
  return get<TargetDetail>(targetPath(id), { query: { month }, signal });
};

/** `target:<id>`: the number as the plan has it, its sentence and its place. */
export const loadTarget: ProvenanceLoader = async (id, { language, signal }) => {
  const { target, history } = await load(id, signal);
  const t = text[language].provenance;
  const words = text[language];
  const ledger = ledgerText[language];
  const place = sectionPlace(target.sectionPath);
  return {
    value: targetNumber(target, ledger, language),
    unit: unitWords(target.unit, language),
    title: target.indicatorName,
    region: target.regionName,
    ...(target.deadline === null ? {} : { period: words.endOf(target.deadline) }),
    source: `${t.targetSource(target.planTitle)} ${place}`.trim(),
    version: target.revision,
    steps: [
      {
        title: t.sentence,
        detail: target.quote ?? words.passage.noQuote,
        links: [{ label: t.openReview, to: sourceHref(target) }],
      },
      { title: t.place, detail: `${t.targetSource(target.planTitle)} ${target.sectionPath.join(' ')}` },
      {
        title: t.kind,
        detail:
          target.origin === 'reader' && target.confidence !== null
            ? t.confidence(percent(target.confidence))
            : (words.passage.origins[target.origin] ?? target.origin),
      },
      {
        title: t.converted,
        detail: [ledger.transforms[target.transform], scopeWords(target.scope, language), target.indicatorTitle]
          .filter(Boolean)
          .join(' · '),
      },
    ],
    versions: history.map(({ actorName, action, at }, index) => ({
      version: index + 1,
      reason: `${actorName} ${words.history.actions[action] ?? action}`,
      change: at.slice(0, 10),
    })),
    actions: [{ label: t.openTarget, to: targetHref(target.id) }],
  };
};

/** `judgement:<id>` or `judgement:<id>~<role>`: the ratio with its numbers put in, the rule, and the figures that it rests on. */
export const loadJudgement: ProvenanceLoader = async (id, { language, signal }) => {
  const asked = readJudgedId(id);
  const detail = await load(asked.target, signal);
  const { target } = detail;
  const t = text[language].provenance;
  const judged = target.judgement;
  const actual = judged?.actual;
  const figure = judgedFigures(detail).find(({ role }) => role === asked.role);
  const shown =
    figure?.role === 'ratio'
      ? { number: formatNumber(figure.value * 100, 1), unit: '%' }
      : figure
        ? quantityOf(target, figure.value, language)
        : actual
          ? quantityOf(target, actual.value, language)
          : null;
  const ids = actual?.observationIds ?? [];
  const steps: Provenance['steps'] = [
    {
      title: t.judged,
      detail: judged?.sentence ?? '',
      links: [{ label: t.openTarget, to: targetHref(target.id) }],
    },
    ...(actual && judged && judged.expected !== null && judged.ratio !== null
      ? [
          {
            title: t.formula,
            detail: t.ratio(
              quantityOf(target, actual.value, language).words,
              quantityOf(target, judged.expected, language).words,
              percent(judged.ratio, 1),
            ),
          },
        ]
      : []),
    ...(ids.length > 0
      ? [
          {
            title: t.figures,
            detail: ids.length > 1 ? t.sumOf(ids.length) : t.restsOn,
            links: ids.slice(0, 12).map((observation, index) => ({
              label: t.openFigure(index + 1),
              onClick: () => {
                location.hash = `fig=observation:${observation}`;
              },
            })),
          },
        ]
      : []),
    {
      title: t.rule,
      detail: [
        ruleText(detail.rule).replace(/[。.]$/, ''),
        ...ruleParameters(detail.rule, text[language]).map(({ name, value }) => `${name} ${value}`),
      ].join(language === 'zh' ? '；' : '; '),
    },
  ];
  return {
    value: shown?.number ?? '—',
    unit: shown?.unit ?? '',
    title: figure ? `${target.indicatorName} · ${t.roles[figure.role]}` : target.indicatorName,
    region: target.regionName,
    ...(actual ? { period: periodWords(actual.period, language) } : {}),
    source: t.targetSource(target.planTitle),
    steps,
    ...(actual?.synthetic ? { synthetic: true } : {}),
    actions: [{ label: t.openTarget, to: targetHref(target.id) }],
  };
};

function quantityOf(target: TargetView, value: number, language: Language) {
  const shown = forReader(inTargetUnit(target, value), language);
  const number = formatNumber(shown.value, shown.decimals);
  const { unit } = shown;
  return { number, unit, words: `${number} ${unit}`.trim() };
}
