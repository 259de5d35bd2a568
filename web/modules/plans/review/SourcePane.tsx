import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { ReviewView } from '../review-api.ts';
import { text as words } from '../review-text.ts';
import type { Mark } from './paragraphs.ts';
import { type Focus, SourceText } from './SourceText.tsx';
import { offsetAtPoint, selectionIn, type TextSelection } from './selection.ts';

export interface SourcePaneProps {
  review: ReviewView;
  marks: readonly Mark[];
  focus: Focus | null;
  current: string | null;
  mayEdit: boolean;
  /** A click means a place to cut at. */
  splitting: boolean;
  onSplitAt: (offset: number) => void;
  onPick: (id: string) => void;
  onAdd: (start: number, end: number) => void;
  onAddTyped: () => void;
}

/** The source at the left: a click chooses an item, selecting text offers to add one. The text itself cannot be changed. */
export function SourcePane(props: SourcePaneProps) {
  const { review, splitting, mayEdit } = props;
  const t = useText(words);
  const body = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<TextSelection | null>(null);
  const see = () => {
    if (mayEdit && !splitting && body.current) setSelected(selectionIn(body.current, review.text));
  };
  useEffect(() => {
    if (!selected) return;
    const gone = () => {
      if (getSelection()?.isCollapsed !== false) setSelected(null);
    };
    document.addEventListener('selectionchange', gone);
    const column = body.current?.closest('.ln-split-column');
    const scrolled = () => setSelected(null);
    column?.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      document.removeEventListener('selectionchange', gone);
      column?.removeEventListener('scroll', scrolled);
    };
  }, [selected]);

  const click = (event: MouseEvent) => {
    if (splitting) {
      const offset = offsetAtPoint(event.clientX, event.clientY);
      if (offset !== null) props.onSplitAt(offset);
      return;
    }
    if (getSelection()?.isCollapsed === false) return;
    const ids = (event.target as Element).closest<HTMLElement>('[data-ids]')?.dataset.ids?.split(' ') ?? [];
    // The innermost first; another click on the same place goes outward.
    const inward = ids.toReversed();
    const at = inward.indexOf(props.current ?? '');
    const picked = inward[(at + 1) % inward.length];
    if (picked) props.onPick(picked);
  };
  const { effectiveFrom } = review.plan;
  return (
    <section aria-labelledby="rv-source-title">
      <header className="rv-head">
        <h2 id="rv-source-title">{t.source}</h2>
        <span className="ln-small ln-third">
          {[
            t.characters(formatNumber(review.text.length, 0)),
            effectiveFrom ? t.effectiveFrom(effectiveFrom) : '',
            review.versionNumber > 1 ? t.versionOf(review.versionNumber) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="ln-grow" />
        <ul className="rv-legend ln-small ln-second">
          {(['accepted', 'check', 'ask', 'parameter'] as const).map((look) => (
            <li key={look}>
              <i className={`rv-mark rv-${look}`} aria-hidden="true">
                {legendSigns[look]}
              </i>
              {t.looks[look]}
            </li>
          ))}
        </ul>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the list at the right is the way by keyboard */}
      <div
        ref={body}
        className={`rv-text ln-reading${splitting ? ' rv-cutting' : ''}`}
        onClick={click}
        onMouseUp={see}
        onKeyUp={see}
        lang="zh-CN"
      >
        <SourceText
          title={review.plan.title}
          text={review.text}
          sections={review.sections}
          units={review.units}
          marks={props.marks}
          focus={props.focus}
        />
      </div>
      {selected ? (
        <button
          type="button"
          className="ln-button ln-button-small ln-primary rv-add"
          style={{ left: Math.min(selected.left, innerWidth - 140), top: selected.top + 6 }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            props.onAdd(selected.start, selected.end);
            setSelected(null);
            getSelection()?.removeAllRanges();
          }}
        >
          {t.add.button}
        </button>
      ) : null}
      {mayEdit ? (
        <p className="rv-foot ln-small ln-third ln-no-print">
          {t.selectHint}
          <button type="button" className="ln-link" onClick={props.onAddTyped}>
            {t.add.typed}
          </button>
        </p>
      ) : null}
    </section>
  );
}

const legendSigns = { accepted: '✓', check: '', ask: '?', parameter: '°' };
