import { type FormDefinition, parseRowKey } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RoundDetail, RoundTotals } from '../../../../../server/modules/statistics/forms/model.ts';
import { Link } from '../../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { Figure } from '../../../../shell/widgets/Figure.tsx';
import { formatChange } from '../../../../shell/widgets/number.ts';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { columnsShown, linesOf, type RowLine } from '../../returns/model/lines.ts';
import { text as returnText } from '../../returns/text.ts';
import { columnTitle, periodOf, rowName, unitWords } from '../../returns/words.ts';
import { formQuery, totalsQuery } from '../api.ts';
import { text } from '../text.ts';

interface TotalsTableProps {
  round: RoundDetail;
  region: string;
}

/** The region's sums as they come in: of how many, with the growth on the comparable base, and the way to the figures. */
export function TotalsTable({ round, region }: TotalsTableProps) {
  const t = useText(text).round;
  const language = useLanguage();
  const totals = useQuery(totalsQuery(round.id, region, language));
  const form = useQuery(formQuery(round.form.id, round.form.version, language));
  return (
    <Part query={totals} what={t.totals} loading={{ shape: 'table', rows: 10 }}>
      {(data) => (
        <Part query={form} what={t.totals} loading={{ shape: 'table', rows: 10 }}>
          {({ definition }) =>
            data.rows.length === 0 ? (
              <EmptyState kind="nothing-yet" detail={t.noTotals} />
            ) : (
              <Totals round={round} totals={data} definition={definition as FormDefinition} />
            )
          }
        </Part>
      )}
    </Part>
  );
}

interface TotalsProps {
  round: RoundDetail;
  totals: RoundTotals;
  definition: FormDefinition;
}

function Totals({ round, totals, definition }: TotalsProps) {
  const t = useText(text).round;
  const ofFirms = useText(text).progress.ofFirms;
  const words = { t: useText(returnText), language: useLanguage() };
  const { counts, region } = totals;
  const period = useMemo(() => periodOf(round.period), [round.period]);
  const byCell = useMemo(() => new Map(totals.rows.map((one) => [`${one.row}|${one.column}`, one])), [totals]);
  const lines = useMemo(() => {
    const keys = [...new Set(totals.rows.map(({ row }) => row))].filter((row) => row.includes('#'));
    return linesOf(definition, period, keys);
  }, [definition, period, totals]);
  const columns = columnsShown(definition, lines);
  const rows = lines.filter((line): line is RowLine => line.kind === 'row' && line.row.kind !== 'answer');
  const expected = counts.expected - counts.excused;
  const isWhole = counts.submitted >= expected;
  return (
    <Card
      title={t.totalsCaption(region.name)}
      note={`${t.totalsNote(counts.submitted, counts.expected)} · ${isWhole ? t.complete : t.incomplete}`}
      synthetic={round.synthetic}
      flush
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="stat-grid-scroll" tabIndex={0} aria-label={t.totals}>
        <table className="ln-plain-table stat-totals">
          <caption className="ln-hidden">{t.totalsCaption(region.name)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.code}</th>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.unit}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="ln-right">
                  {columnTitle({ definition, period }, column, words)}
                </th>
              ))}
              <th scope="col" className="ln-right">
                {t.growthOf}
              </th>
              <th scope="col">{t.firms}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, row, asked, depth }) => {
              const cells = columns.map((column) => byCell.get(`${id}|${column}`));
              const reported = Math.max(0, ...cells.map((cell) => cell?.reported ?? 0));
              const growth = totals.growth[id]?.cumulative ?? totals.growth[id]?.current ?? null;
              return (
                <tr key={id}>
                  <td className="ln-third">{row.code}</td>
                  <th scope="row" style={{ paddingInlineStart: `${0.6 + depth * 1.1}rem` }}>
                    {row.indicator ? (
                      <Link to={`/indicators/${row.indicator}?region=${region.code}`} title={t.toIndicator}>
                        {rowName(row, words)}
                      </Link>
                    ) : (
                      rowName(row, words)
                    )}
                    {id.includes('#') ? (
                      <span className="ln-caption ln-third"> {Object.values(parseRowKey(id).scope).join(' · ')}</span>
                    ) : null}
                  </th>
                  <td>{unitWords(row.unit, words.language)}</td>
                  {columns.map((column, index) => {
                    const value = cells[index]?.value ?? null;
                    return (
                      <td key={column} className="ln-right">
                        {asked.has(column) ? (
                          <Figure
                            value={value === null ? null : Number(value)}
                            missing={value === null ? whyNone(cells[index]?.missing) : undefined}
                            source={value === null ? undefined : sourceOf(cells[index]?.ref)}
                            look="dense"
                          />
                        ) : (
                          '—'
                        )}
                      </td>
                    );
                  })}
                  <td className="ln-right">{growth === null ? '—' : `${formatChange(growth, 1)}%`}</td>
                  <td className="ln-nowrap">
                    {ofFirms(reported, expected)}
                    {reported < expected ? <div className="ln-caption ln-third">{t.incomplete}</div> : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

const sourceOf = (ref: string | null | undefined) => (ref ? { observation: ref } : undefined);

/** Nobody has it, which is another thing than nobody having said so yet. */
function whyNone(missing: Readonly<Record<string, number>> | undefined): 'not-applicable' | 'not-yet-reported' {
  const kinds = Object.keys(missing ?? {}).filter((kind) => (missing?.[kind] ?? 0) > 0);
  return kinds.length > 0 && kinds.every((kind) => kind === 'not-applicable') ? 'not-applicable' : 'not-yet-reported';
}
