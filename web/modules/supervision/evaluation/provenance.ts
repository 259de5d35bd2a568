/** Where a score comes from: `evaluation:<run>.<subject>.<criterion>`, or `.total` for the total. */
import { get } from '../../../shell/api.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { Provenance, ProvenanceLink, ProvenanceLoader } from '../../../shell/widgets/provenance.ts';
import { type CellView, type RunDetail, runPath } from '../api.ts';
import { type Texts, text } from '../text.ts';
import { dayOf, scoringWords } from './words.ts';

export const TOTAL = 'total';
export const scoreId = (run: string, subject: string, criterion: string) => `${run}.${subject}.${criterion}`;

export const loadEvaluation: ProvenanceLoader = async (id, { language, signal }) => {
  const t = text[language];
  const [runId = '', subjectId = '', criterionId = ''] = id.split('.');
  const run = await get<RunDetail>(runPath(runId), { signal });
  const subject = run.subjectScores.find((one) => one.id === subjectId);
  const cell = subject?.cells.find((one) => one.criterion === criterionId);
  const criterion = run.body.criteria.find((one) => one.id === criterionId);
  const common = {
    unit: t.points,
    region: subject?.name ?? '',
    period: t.period(run.period),
    source: t.provenance.source(run.scheme.name, run.scheme.version),
    synthetic: run.synthetic,
  } satisfies Partial<Provenance>;
  const closing = {
    title: t.provenance.run,
    detail: `${t.provenance.source(run.scheme.name, run.scheme.version)} · ${run.made.name} ${dayOf(run.made.at)}`,
    links: [{ label: t.provenance.open, to: `/supervision/runs/${run.id}` }],
  };
  if (!cell || !criterion) {
    return {
      ...common,
      value: subject?.total == null ? t.noTotal : formatNumber(subject.total, 2),
      title: t.provenance.total,
      steps: [
        {
          title: t.provenance.formula,
          detail: t.provenance.formulaText(subject?.coverage ?? 0),
          parts: (subject?.cells ?? []).map((one, at) => ({
            name: `${run.body.criteria[at]?.name[language] ?? one.criterion}（${run.body.criteria[at]?.weight}%）`,
            value: one.score === null ? t.leftOut : formatNumber(one.score, 2),
          })),
        },
        closing,
      ],
    };
  }
  return {
    ...common,
    value: cell.score === null ? t.leftOut : formatNumber(cell.score, 2),
    title: criterion.name[language],
    steps: [
      { title: t.provenance.how, detail: cell.sentence },
      { title: t.criteriaColumns.scoring, detail: scoringWords(criterion.scoring, t) },
      {
        title: t.provenance.inputs,
        detail: cell.refs.length === 0 ? t.provenance.noInputs : '',
        links: cell.refs.map((ref) => refLink(ref, t)),
      },
      closing,
    ],
  };
};

/** A figure opens in the same panel; a task or an item is a page. */
function refLink({ kind, id, text: label }: CellView['refs'][number], t: Texts): ProvenanceLink {
  const words = `${t.provenance.refs[kind] ?? kind} ${label}`;
  if (kind === 'task') return { label: words, to: `/tasks/${id}` };
  if (kind === 'entry') return { label: words, to: `/registers/${id.replace(':', '/')}` };
  if (kind === 'judgement') return { label: words, to: `/targets/${id}` };
  if (kind === 'observation')
    return {
      label: words,
      onClick: () => {
        location.hash = `#fig=observation:${encodeURIComponent(id)}`;
      },
    };
  return { label: words };
}
