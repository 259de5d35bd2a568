import type { Change } from '../../../../server/modules/cockpit/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { formatChange, formatNumber } from '../../../shell/widgets/number.ts';
import { text } from '../text.ts';

/** '+15.2% 同比', '+4.1 个百分点'; above double also in times. Growth has no colour. */
export function ChangeWords({ change, short = false }: { change: Change; short?: boolean }) {
  const t = useText(text).cockpit;
  if (change.kind === 'none' || change.value === null) return <span className="ln-third">{t.noChange}</span>;
  if (change.kind === 'points')
    return (
      <>
        <b>{t.points(formatChange(change.value, 1))}</b>
        {short ? null : ` ${t.yearOnYear}`}
      </>
    );
  const times = change.value > 100 ? t.times(formatNumber(change.value / 100 + 1, 1)) : '';
  return (
    <>
      <b>
        {formatChange(change.value, 1)}%{times}
      </b>
      {short ? null : ` ${t.yearOnYear}`}
    </>
  );
}
