import { growth } from '@liannao/statistics';
import type { ObservationView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Sentence } from '../../../shell/widgets/Card.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { formatChange } from '../../../shell/widgets/number.ts';
import { SyntheticMark } from '../../../shell/widgets/SyntheticMark.tsx';
import { inWords, periodWords, shownValue } from '../quantity.ts';
import { text } from '../text.ts';

/** The newest figure said aloud, with the same period a year earlier. */
export function Latest({ now, before }: { now: ObservationView; before: ObservationView | null }) {
  const t = useText(text);
  const language = useLanguage();
  const shown = shownValue(now.value ?? 0, now, language);
  return (
    <Sentence
      note={
        <>
          {t.latest.note(
            t.statuses[now.status] ?? now.status,
            now.revision,
            before?.value === null || before === null ? null : inWords(before.value, before, language),
          )}{' '}
          {now.synthetic ? <SyntheticMark /> : null}
        </>
      }
    >
      {t.latest.sentence(now.region.name, periodWords(now.period, language), now.indicatorTitle)}{' '}
      <Figure
        value={shown.value}
        decimals={shown.decimals}
        unit={shown.unit}
        source={{ observation: now.id }}
        synthetic={now.synthetic}
      />
      {changeWords(now, before, t)}
      {language === 'zh' ? '。' : '.'}
    </Sentence>
  );
}

/** Growth in %; a ratio's change in points. Nothing where there is nothing to compare. */
function changeWords(now: ObservationView, before: ObservationView | null, t: (typeof text)['zh']): string {
  if (now.value === null || before === null || before.value === null) return '';
  if (now.unit === '%') return t.latest.points(formatChange(now.value - before.value, 1));
  const rate = growth(now.value, before.value);
  return rate.kind === 'rate' ? t.latest.growth(`${formatChange(rate.percent, 1)}%`) : '';
}
