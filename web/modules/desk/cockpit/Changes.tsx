import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import { periodWords } from '../../statistics/widgets.ts';
import { text } from '../text.ts';
import { boundKey } from './bound-share.ts';

/** 本月变化: what was corrected, noticed and closed, and which targets are judged otherwise than a month before. */
export function Changes({ cockpit }: { cockpit: Cockpit }) {
  const t = useText(text).cockpit;
  const language = useLanguage();
  const { changes, bound, region, month } = cockpit;
  return (
    <Card title={t.changes} note={t.changesNote(changes.days, periodWords(cockpit.previousMonth, language))}>
      <p className="ln-second">
        <Link to="/indicators">{t.revisions(changes.revisions)}</Link>
        {t.comma}
        <Link to="/signals?state=open">{t.newSignals(changes.signals)}</Link>
        {t.comma}
        <Link to="/work?tab=unit&state=closed">{t.closedCases(changes.casesClosed)}</Link>
      </p>
      {changes.targets.length > 0 ? (
        <ul className="desk-moved ln-small">
          {changes.targets.slice(0, 6).map((one) => (
            <li key={one.id}>
              <Link to={`/targets/${one.id}`}>{one.name}</Link>{' '}
              <span className="ln-nowrap">
                <StatusTag state={one.before} bare withReason={false} /> →{' '}
                <StatusTag state={one.now} bare withReason={false} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="ln-small ln-third">{t.noMoves}</p>
      )}
      {bound.share === null ? null : (
        <p className="ln-small desk-bound">
          {t.bound}{' '}
          <Figure value={bound.share} unit="%" source={{ kind: 'bound-share', id: boundKey(region.code, month) }} />{' '}
          <span className="ln-third">{t.boundOf(bound.bound, bound.targets)}</span>{' '}
          {bound.bound < bound.targets ? (
            <Link to="/targets?binding=unbound">{t.seeUnbound(bound.targets - bound.bound)}</Link>
          ) : null}
        </p>
      )}
    </Card>
  );
}
