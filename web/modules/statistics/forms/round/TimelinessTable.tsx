import { lastMonth, periodCode } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import type { TimelinessFacts } from '../../../../../server/modules/statistics/forms/model.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { ExportButton } from '../../../../shell/widgets/ExportButton.tsx';
import { Figure } from '../../../../shell/widgets/Figure.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { periodOf } from '../../returns/words.ts';
import { timelinessPath, timelinessQuery } from '../api.ts';
import { text } from '../text.ts';

const months = 12;

/** How punctually the region and those below it handed in, month by month up to the round's own. */
export function TimelinessTable({ form, period, region }: { form: string; period: string; region: string }) {
  const t = useText(text).round;
  const language = useLanguage();
  const asked = { region, form, months, until: periodCode(lastMonth(periodOf(period))) };
  const query = useQuery(timelinessQuery(asked, language));
  return (
    <Part
      query={query}
      what={t.timeliness}
      loading={{ shape: 'table', rows: 8 }}
      empty={({ items }) => items.every(({ total }) => total.expected === 0)}
      emptyState={<EmptyState kind="nothing-yet" detail={t.noTimeliness} />}
    >
      {(data) => (
        <Card
          title={t.timeliness}
          note={`${t.months(months)} · ${t.timelinessNote}`}
          extra={<ExportButton path={timelinessPath} query={asked} />}
          flush
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className="stat-grid-scroll" tabIndex={0} aria-label={t.onTime}>
            <table className="ln-plain-table">
              <caption className="ln-hidden">{t.timeliness}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.region}</th>
                  <th scope="col" className="ln-right">
                    {t.total}
                  </th>
                  {data.months.map((month) => (
                    <th key={month} scope="col" className="ln-right">
                      {month}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items.map(({ region: one, total, byMonth }) => (
                  <tr key={one.code}>
                    <th scope="row">{one.name}</th>
                    <td className="ln-right">
                      <Share facts={total} />
                    </td>
                    {data.months.map((month) => (
                      <td key={month} className="ln-right">
                        <Share facts={byMonth[month]} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </Card>
      )}
    </Part>
  );
}

function Share({ facts }: { facts: TimelinessFacts | undefined }) {
  const ofFirms = useText(text).progress.ofFirms;
  if (!facts || facts.share === null) return <span className="ln-third">—</span>;
  const due = facts.expected - facts.pending;
  return (
    <span title={ofFirms(facts.onTime, due)}>
      <Figure value={facts.share} unit="%" look="dense" />
    </span>
  );
}
