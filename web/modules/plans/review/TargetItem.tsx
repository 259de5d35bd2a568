import { memo } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import type { TargetView } from '../review-api.ts';
import { text } from '../review-text.ts';
import { isBindingDoubtful, type Numbered, needsDecision } from './items.ts';
import { questionOf } from './questions.ts';
import { lineOf, quantityOf, unitWords } from './words.ts';

export interface TargetItemProps {
  item: Numbered;
  periodEnd: number | null;
  isPending: boolean;
  isUnsaved: boolean;
  onChoose: (id: string) => void;
}

/** An item in the list, folded: number, name, quantity, and how far it is checked. */
export const TargetItem = memo(function TargetItem({
  item,
  periodEnd,
  isPending,
  isUnsaved,
  onChoose,
}: TargetItemProps) {
  const t = useText(text);
  const { target, number } = item;
  const question = needsDecision(target) ? questionOf(target, periodEnd, t) : null;
  return (
    <li data-pair={target.id} className={`rv-item${target.review === 'rejected' ? ' rv-rejected' : ''}`}>
      <button type="button" className="rv-row" onClick={() => onChoose(target.id)}>
        <span className="rv-no">{number ?? '×'}</span>
        <span className="rv-main">
          <span className="rv-name">
            <b>{target.indicatorName || t.noName}</b>
            <span className="ln-grow" />
            <Quantity target={target} />
          </span>
          <span className="rv-line ln-caption ln-third">
            {lineOf(target, t)}
            {target.kind === 'parameter' ? null : <Binding target={target} />}
            {question ? <b className="rv-ask-words">{question.ask}</b> : null}
          </span>
        </span>
        <ItemState target={target} isPending={isPending} isUnsaved={isUnsaved} />
      </button>
    </li>
  );
});

/** Which indicator it is bound to, and whether that is decided. */
function Binding({ target }: { target: TargetView }) {
  const t = useText(text);
  const title = target.indicatorTitle;
  if (target.binding === 'unbound' || title === null) return <span className="rv-binding">{t.bindings.unbound}</span>;
  const isDoubtful = target.review === 'proposed' && isBindingDoubtful(target);
  const words = t.bindings[target.binding](title);
  return <span className="rv-binding">{isDoubtful ? <b className="rv-ask-words">{words}</b> : words}</span>;
}

export function Quantity({ target }: { target: TargetView }) {
  const t = useText(text);
  return (
    <span className="ln-nowrap">
      {quantityOf(target, t)} <span className="ln-unit">{unitWords(target.unit)}</span>
    </span>
  );
}

export function ItemState(props: { target: TargetView; isPending: boolean; isUnsaved: boolean }) {
  const t = useText(text);
  const { target, isPending, isUnsaved } = props;
  if (isPending) return <span className="rv-state ln-third">{t.saving}</span>;
  if (isUnsaved) return <span className="rv-state rv-state-ask">{t.unsaved}</span>;
  if (target.review === 'accepted') return <span className="rv-state rv-state-accepted">✓ {t.states.accepted}</span>;
  if (target.review === 'rejected') return <span className="rv-state ln-third">{t.states.rejected}</span>;
  if (needsDecision(target)) return <span className="rv-state rv-state-ask">{t.states.ask}</span>;
  return <span className="rv-state ln-second">{t.states.check}</span>;
}
