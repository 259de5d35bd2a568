import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import { shownValue } from '../../statistics/widgets.ts';
import { ChangeWords } from '../cockpit/ChangeWords.tsx';
import { text } from '../text.ts';

/** The second page: the key figures, as large as they can be. */
export function ScreenFigures({ cockpit }: { cockpit: Cockpit }) {
  const t = useText(text).screen;
  const language = useLanguage();
  return (
    <ul className="desk-screen-figures" aria-label={t.figures}>
      {cockpit.figures.map((figure) => {
        const shown = shownValue(figure.value, figure.indicator, language);
        return (
          <li key={figure.indicator.code} className="desk-screen-box">
            <h2>{figure.indicator.title}</h2>
            <p className="desk-screen-number">
              <Figure value={shown.value} unit={shown.unit} decimals={shown.decimals} />
            </p>
            <p>
              <ChangeWords change={figure.change} />
            </p>
            {figure.judgement ? <StatusTag state={figure.judgement.state} bare withReason={false} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
