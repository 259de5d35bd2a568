import { useQuery } from '@tanstack/react-query';
import type { RoundNowcast } from '../../../../server/modules/statistics/analysis/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { Part } from '../../../shell/widgets/Part.tsx';
import { unitWords } from '../returns/words.ts';
import { nowcastQuery } from './api.ts';
import { text } from './text.ts';

/**
 * What a running round's totals will be, by row: 推算 with its range, what it rests on, and why there is none. Not
 * figures: they have no source to lead to but what has been reported, and are told apart from them by the sign before them.
 */
export function NowcastCard({ round, region }: { round: string; region: string }) {
  const t = useText(text).nowcast;
  const query = useQuery(nowcastQuery(round, region, useLanguage()));
  return (
    <Card title={t.title} note={t.note} flush>
      <Part
        query={query}
        what={t.what}
        loading={{ shape: 'table', rows: 4 }}
        empty={({ rows }) => rows.length === 0}
        emptyState={<EmptyState kind="nothing-yet" title={t.none} />}
      >
        {({ rows }) => <NowcastTable rows={rows} />}
      </Part>
    </Card>
  );
}

function NowcastTable({ rows }: { rows: RoundNowcast['rows'] }) {
  const t = useText(text).nowcast;
  const language = useLanguage();
  return (
    <table className="ln-plain-table">
      <caption className="ln-hidden">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.row}</th>
          <th scope="col" className="ln-right">
            {t.estimate}
          </th>
          <th scope="col" className="ln-right">
            {t.range}
          </th>
          <th scope="col" className="ln-right">
            {t.reported}
          </th>
          <th scope="col">{t.coverage}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.row} ${row.column}`}>
            <th scope="row">
              {row.title}{' '}
              <span className="ln-small ln-third">
                {t.column[row.column]} · {unitWords(row.unit, language)}
              </span>
            </th>
            <td className="ln-right">
              {row.estimate === null ? (
                <span className="ln-small ln-third">{row.refused ? t.refused[row.refused] : '—'}</span>
              ) : (
                `≈ ${formatNumber(row.estimate, 0)}`
              )}
            </td>
            <td className="ln-right">
              {row.low === null || row.high === null
                ? '—'
                : `${formatNumber(row.low, 0)} – ${formatNumber(row.high, 0)}`}
            </td>
            <td className="ln-right">{row.reported === null ? '—' : formatNumber(row.reported)}</td>
            <td className="ln-small">
              {row.units}/{row.expected}
              {row.basePercent === null ? null : ` · ${t.share(`${formatNumber(row.basePercent, 1)}%`)}`}
              {row.replays > 0 ? <span className="ln-third"> · {t.tried(row.replays)}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
