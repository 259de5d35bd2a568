import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { sectionPlace } from '../ledger/quantity.ts';
import type { ReviewView } from '../review-api.ts';
import { text } from '../review-text.ts';
import { lookOf, type Numbered } from './items.ts';
import { Quantity } from './TargetItem.tsx';

export interface QuotePaneProps {
  review: ReviewView;
  items: readonly Numbered[];
  current: string | null;
  mayEdit: boolean;
  onPick: (id: string) => void;
}

/** Shipped facts have no full text: the sentences of the items stand in for it, by section. */
export function QuotePane({ review, items, current, mayEdit, onPick }: QuotePaneProps) {
  const t = useText(text);
  return (
    <section aria-labelledby="rv-source-title">
      <header className="rv-head">
        <h2 id="rv-source-title">{t.noText.quotes}</h2>
      </header>
      <div className="rv-text">
        <div className="ln-note">
          <b>{t.noText.title}</b> {t.noText.detail}{' '}
          {mayEdit ? (
            <Link className="pl-inline" to={`/plans/upload?plan=${review.plan.id}`}>
              {t.noText.upload}
            </Link>
          ) : null}
        </div>
        {items.map(({ target, number }, at) => {
          const section = sectionPlace(target.sectionPath);
          const before = sectionPlace(items[at - 1]?.target.sectionPath ?? []);
          const isCurrent = target.id === current;
          return (
            <div key={target.id}>
              {section !== '' && section !== before ? <h3 className="rv-heading ln-reading">{section}</h3> : null}
              {number === null ? null : (
                <button
                  type="button"
                  className="rv-quote-row ln-reading"
                  lang="zh-CN"
                  onClick={() => onPick(target.id)}
                >
                  <span
                    className={`rv-mark rv-${lookOf(target)}${isCurrent ? ' rv-focus' : ''}`}
                    data-pair={isCurrent ? target.id : undefined}
                  >
                    {target.quote ?? (
                      <>
                        {target.indicatorName} <Quantity target={target} />
                      </>
                    )}
                  </span>
                  <sup className="rv-number">{number}</sup>
                </button>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
