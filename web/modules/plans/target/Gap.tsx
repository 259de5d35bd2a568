import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { SortedBars } from '../../../shell/charts/SortedBars.tsx';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { formatChange, formatNumber } from '../../../shell/widgets/number.ts';
import { forReader, inTargetUnit } from '../ledger/quantity.ts';
import { text } from '../target-text.ts';

const most = 7;

/** Apart by no more than the last digit shown. */
const addsUp = (sum: number, whole: number, decimals: number): boolean => Math.abs(sum - whole) < 1.5 * 10 ** -decimals;

/** Which regions the gap comes from: each one's share of the path against its own figure. */
export function Gap({ detail }: { detail: TargetDetail }) {
  const t = useText(text).gap;
  const { target, contributions } = detail;
  const judged = target.judgement;
  const language = useLanguage();
  const shown = (value: number) => forReader(inTargetUnit(target, value), language);
  const { decimals, unit } = shown(judged?.expected ?? 0);
  const finer = decimals + (Math.abs(shown(judged?.gap ?? 1).value) < 10 ** (1 - decimals) * 10 ? 1 : 0);
  const number = (value: number) => formatNumber(shown(value).value, finer);
  const known = contributions.flatMap((part) => (part.gap === null ? [] : [{ ...part, gap: part.gap }]));
  const largest = known
    .toSorted((a, b) => Math.abs(b.gap) - Math.abs(a.gap))
    .slice(0, most)
    .sort((a, b) => a.gap - b.gap);
  const sum = known.reduce((total, { gap }) => total + gap, 0);
  const rest = sum - largest.reduce((total, { gap }) => total + gap, 0);
  const gap = judged?.gap ?? null;
  const off = gap !== null && known.length > 0 && !addsUp(shown(sum).value, shown(gap).value, finer);
  const words = gap !== null && gap < 0 ? t.note : t.ahead;
  const note =
    gap !== null && typeof judged?.expected === 'number'
      ? words(
          formatNumber(shown(judged.expected).value, decimals),
          formatNumber(shown(Math.abs(gap)).value, decimals),
          unit,
        )
      : undefined;
  return (
    <Card title={t.title} note={note} synthetic={contributions.some(({ synthetic }) => synthetic)}>
      {largest.length === 0 ? (
        <p className="ln-second">{t.none}</p>
      ) : (
        <>
          <SortedBars
            caption={t.title}
            contribution
            decimals={finer}
            unsorted
            items={[
              ...largest.map(({ region, gap: own, actual }) => ({
                key: region.code,
                label: target.indicatorCode ? (
                  <Link
                    to={`/indicators/${target.indicatorCode}?region=${region.code}`}
                    title={t.actual(number(actual))}
                  >
                    {region.name}
                  </Link>
                ) : (
                  region.name
                ),
                value: shown(own).value,
              })),
              ...(known.length > most
                ? [{ key: 'rest', label: t.rest(known.length - most), value: shown(rest).value }]
                : []),
            ]}
          />
          {off && gap !== null ? (
            <p className="ln-warning ln-small">
              {t.sumOff(formatChange(shown(sum).value, finer), formatChange(shown(gap).value, finer))}
            </p>
          ) : null}
          <p className="ln-small ln-third">
            {off ? null : t.sum(formatChange(shown(sum).value, finer), known.length)} {t.method}
          </p>
        </>
      )}
    </Card>
  );
}
