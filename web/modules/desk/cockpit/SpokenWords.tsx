import { Fragment } from 'react';
import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage } from '../../../shell/preferences.tsx';

/** The sentences that the page opens with; counts and names in them lead on. */
export function SpokenWords({ spoken, plain = false }: { spoken: Cockpit['spoken']; plain?: boolean }) {
  const between = useLanguage() === 'zh' ? '' : ' ';
  return spoken.map((sentence, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is drawn as a whole
    <Fragment key={at}>
      {at > 0 ? between : ''}
      {sentence.map((piece, index) => {
        const className = `desk-tone-${piece.tone}`;
        const key = index;
        if (piece.href && !plain)
          return (
            <Link key={key} to={piece.href} className={className}>
              {piece.text}
            </Link>
          );
        return (
          <span key={key} className={className}>
            {piece.text}
          </span>
        );
      })}
    </Fragment>
  ));
}
