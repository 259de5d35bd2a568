import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { StatusShape } from '../../../shell/widgets/StatusTag.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { TargetActual, TargetGap } from '../../plans/widgets.ts';
import { DueWords, SeverityShape } from '../../signals/widgets.ts';
import { text } from '../text.ts';

/** What fits at this size. */
const ROWS = 5;

/** What slips and who is on it; below it, framed, the newest severe signal. */
export function ScreenAttention({ cockpit, severe }: { cockpit: Cockpit; severe: Cockpit['severe'][number] | null }) {
  const t = useText(text).screen;
  const language = useLanguage();
  const words = useText(widgetText).states;
  const rows = cockpit.attention.slice(0, severe ? ROWS - 1 : ROWS);
  return (
    <section className="desk-screen-box">
      <h2>{t.attention}</h2>
      {rows.length === 0 ? <p className="desk-screen-second">{t.none}</p> : null}
      <ul>
        {rows.map((row) => {
          const { target } = row;
          const state = target.judgement?.state ?? 'unknown';
          const lead = target.responsible.find(({ role }) => role === 'lead') ?? target.responsible[0];
          return (
            <li key={target.id}>
              <StatusShape state={state} size={30} />
              <span className="ln-hidden">{words[state]}</span>
              <span className="desk-screen-name">
                {(language === 'en' && target.indicatorTitle) || target.indicatorName}
              </span>
              <span className="desk-screen-value">
                <b>
                  <TargetActual target={target} month={cockpit.month} bare />
                </b>{' '}
                <span className="desk-screen-second ln-nowrap">
                  <TargetGap target={target} bare />
                </span>
              </span>
              <span className="desk-screen-second desk-screen-unit">
                {row.case ? <DueWords of={row.case} short /> : (lead?.unit ?? target.region.name)}
              </span>
            </li>
          );
        })}
      </ul>
      {severe ? (
        <div className="desk-screen-severe" role="alert">
          <SeverityShape severity={severe.severity} size={34} /> <span>{severe.title}</span>
        </div>
      ) : null}
    </section>
  );
}
