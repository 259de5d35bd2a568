import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import type { CellView, RunDetail, SubjectView } from '../api.ts';
import { text } from '../text.ts';
import { scoreId, TOTAL } from './provenance.ts';
import { placesGained } from './words.ts';

interface RankingProps {
  run: RunDetail;
  /** Set where the reader may score by hand. */
  onScore: ((subject: SubjectView, cell: CellView) => void) | null;
}

/** The ranking: every score and total leads to how it came about. */
export function Ranking({ run, onScore }: RankingProps) {
  const t = useText(text);
  const language = useLanguage();
  return (
    <Card
      title={t.ranking}
      note={run.previous ? t.against(t.period(run.previous.period)) : undefined}
      synthetic={run.synthetic}
      flush
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard */}
      <section className="su-ranking" tabIndex={0} aria-label={t.ranking}>
        <table className="ln-plain-table">
          <caption className="ln-hidden">{t.ranking}</caption>
          <thead>
            <tr>
              <th scope="col" className="ln-right">
                {t.rankingColumns.rank}
              </th>
              <th scope="col">{t.rankingColumns.subject}</th>
              <th scope="col" className="ln-right">
                {t.rankingColumns.total}
              </th>
              <th scope="col">{t.rankingColumns.change}</th>
              {run.body.criteria.map(({ id, name, weight }) => (
                <th key={id} scope="col" className="ln-right">
                  {name[language]}
                  <small>{t.weight(weight)}</small>
                </th>
              ))}
              <th scope="col" className="ln-right">
                {t.rankingColumns.coverage}
              </th>
            </tr>
          </thead>
          <tbody>
            {run.subjectScores.map((subject) => (
              <tr key={subject.id}>
                <td className="ln-right">{subject.rank ?? '—'}</td>
                <th scope="row">{subject.href ? <Link to={subject.href}>{subject.name}</Link> : subject.name}</th>
                <td className="ln-right">
                  {subject.total === null ? (
                    <span className="ln-small ln-third">{t.noTotal}</span>
                  ) : (
                    <strong>
                      <Figure value={subject.total} decimals={2} source={source(run.id, subject.id, TOTAL)} />
                    </strong>
                  )}
                </td>
                <td className="ln-nowrap">
                  <Change subject={subject} />
                </td>
                {subject.cells.map((cell) => (
                  <td key={cell.criterion} className="ln-right" title={cell.sentence}>
                    <Cell run={run} subject={subject} cell={cell} onScore={onScore} />
                  </td>
                ))}
                <td className="ln-right">{subject.coverage}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

const source = (run: string, subject: string, criterion: string) => ({
  kind: 'evaluation',
  id: scoreId(run, subject, criterion),
});

function Change({ subject }: { subject: SubjectView }) {
  const t = useText(text);
  const { before, total } = subject;
  if (before?.total == null || total === null) return <span className="ln-third">—</span>;
  const gained = placesGained(subject);
  return (
    <>
      <Figure value={total - before.total} decimals={2} change />
      <small>{gained === null ? '' : t.places(gained)}</small>
    </>
  );
}

function Cell({
  run,
  subject,
  cell,
  onScore,
}: {
  run: RunDetail;
  subject: SubjectView;
  cell: CellView;
  onScore: RankingProps['onScore'];
}) {
  const t = useText(text);
  const isManual = run.body.criteria.find(({ id }) => id === cell.criterion)?.measure.kind === 'manual';
  return (
    <>
      {cell.score === null ? (
        <span className="ln-small ln-third">{t.leftOut}</span>
      ) : (
        <Figure value={cell.score} decimals={2} source={source(run.id, subject.id, cell.criterion)} />
      )}
      <small>
        {cell.value === null ? (
          cell.by === 'rule-for-missing' ? (
            t.byRule
          ) : (
            t.noValue
          )
        ) : isManual ? null : (
          <Figure value={cell.value} decimals={cell.unit === '个百分点' ? 1 : undefined} unit={cell.unit} />
        )}
        {isManual && onScore ? (
          <button type="button" className="ln-link ln-no-print" onClick={() => onScore(subject, cell)}>
            {t.give}
            <span className="ln-hidden"> {subject.name}</span>
          </button>
        ) : null}
      </small>
    </>
  );
}
