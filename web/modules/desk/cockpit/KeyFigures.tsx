import { useLocation, useNavigate } from 'react-router';
import type { Cockpit, KeyFigure } from '../../../../server/modules/cockpit/model.ts';
import { useHotkeys } from '../../../shell/hotkeys.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import { periodWords, shownValue } from '../../statistics/widgets.ts';
import { text } from '../text.ts';
import { ChangeWords } from './ChangeWords.tsx';
import { Sparkline } from './Sparkline.tsx';

/** At most five; keys 1 to 5 open where each comes from. */
export function KeyFigures({ figures }: { figures: Cockpit['figures'] }) {
  const t = useText(text).cockpit;
  const navigate = useNavigate();
  const { search } = useLocation();
  useHotkeys(
    figures.map(({ observationId, indicator }, at) => ({
      keys: String(at + 1),
      label: t.openFigure(indicator.title),
      run: () => navigate({ search, hash: `#fig=observation:${observationId}` }, { replace: true }),
    })),
  );
  return (
    <ul className="desk-figures" aria-label={t.keyFigures}>
      {figures.map((figure) => (
        <li key={`${figure.indicator.code}${figure.period}`} className="ln-card">
          <KeyFigureCard figure={figure} />
        </li>
      ))}
    </ul>
  );
}

function KeyFigureCard({ figure }: { figure: KeyFigure }) {
  const t = useText(text).cockpit;
  const language = useLanguage();
  const { indicator, judgement, change } = figure;
  const shown = shownValue(figure.value, indicator, language);
  return (
    <>
      <div className="desk-figure-head">
        <Link to={`/indicators/${indicator.code}`} className="ln-small desk-figure-name" title={indicator.title}>
          {indicator.title}
        </Link>
        {judgement ? (
          <Link to={`/targets/${judgement.targetId}`} aria-label={t.toTarget(indicator.title)}>
            <StatusTag state={judgement.state} bare withReason={false} />
          </Link>
        ) : null}
      </div>
      <div className="desk-figure-body">
        <Figure
          look="key"
          value={shown.value}
          unit={shown.unit}
          decimals={shown.decimals}
          source={{ observation: figure.observationId }}
          synthetic={figure.synthetic}
        />
        <Sparkline line={figure.line} title={indicator.title} />
      </div>
      <div
        className="ln-small desk-figure-foot"
        title={change.against ? t.against(periodWords(change.against, language)) : undefined}
      >
        <ChangeWords change={change} /> <span className="ln-third">{periodWords(figure.period, language)}</span>
      </div>
    </>
  );
}
