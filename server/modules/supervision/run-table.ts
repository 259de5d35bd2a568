import type { WorkbookSpec } from '../../kernel/tabular/xlsx-write.ts';
import type { RunDetail } from './model.ts';

const TEXT = {
  zh: {
    rank: '名次',
    subject: '单位',
    total: '总分',
    coverage: '有数据的权重（%）',
    before: '上期总分',
    beforeRank: '上期名次',
    listed: '激励名单',
    yes: '是',
    synthetic: '演示数据',
    score: (name: string) => `${name}：得分`,
    value: (name: string) => `${name}：数值`,
    how: (name: string) => `${name}：说明`,
    sheet: '评估结果',
    sources: '来源',
  },
  en: {
    rank: 'Rank',
    subject: 'Who',
    total: 'Total',
    coverage: 'Weight with a figure (%)',
    before: 'Total before',
    beforeRank: 'Rank before',
    listed: 'Incentive list',
    yes: 'yes',
    synthetic: 'Synthetic',
    score: (name: string) => `${name}: score`,
    value: (name: string) => `${name}: value`,
    how: (name: string) => `${name}: how`,
    sheet: 'Evaluation',
    sources: 'Sources',
  },
};

/** The ranking with every value, score and sentence; the references in a hidden sheet. */
export function runTable(run: RunDetail, locale: 'zh' | 'en'): WorkbookSpec {
  const say = TEXT[locale];
  const listed = new Set(run.incentives.filter((one) => one.listed).map(({ subject }) => subject));
  const criteria = run.body.criteria.map(({ id, name, weight }) => ({ id, title: `${name[locale]}（${weight}%）` }));
  return {
    sheetName: say.sheet,
    title: `${run.region.name} ${run.scheme.name} ${run.period}`,
    columns: [
      ...[say.rank, say.subject, say.total, say.coverage, say.before, say.beforeRank, say.listed].map((header) => ({
        header,
      })),
      ...criteria.flatMap(({ title }) => [
        { header: say.value(title) },
        { header: say.score(title) },
        { header: say.how(title) },
      ]),
      { header: say.synthetic },
    ],
    rows: run.subjectScores.map((subject) => [
      subject.rank,
      subject.name,
      subject.total,
      subject.coverage,
      subject.before?.total ?? null,
      subject.before?.rank ?? null,
      listed.has(subject.id) ? say.yes : null,
      ...subject.cells.flatMap((cell) => [cell.value, cell.score, cell.sentence]),
      subject.cells.some((cell) => cell.synthetic) ? say.yes : null,
    ]),
    hiddenSheets: [
      {
        name: say.sources,
        rows: run.subjectScores.flatMap((subject) =>
          subject.cells.flatMap((cell) =>
            cell.refs.map((ref) => [subject.name, cell.criterion, ref.kind, ref.id, ref.text]),
          ),
        ),
      },
    ],
  };
}
