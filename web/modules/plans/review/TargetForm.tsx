import { useEffect, useMemo, useRef, useState } from 'react';
import { useHotkeys } from '../../../shell/hotkeys.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import type { ReviewView, TargetPatch } from '../review-api.ts';
import { text } from '../review-text.ts';
import { type Draft, draftOf, errorsOf, isChanged, patchOf } from './draft.ts';
import { Failure } from './Failure.tsx';
import type { Numbered } from './items.ts';
import { type Answer, questionOf } from './questions.ts';
import { ReadOnlyFields } from './ReadOnlyFields.tsx';
import { SplitControl } from './SplitControl.tsx';
import { TargetFields } from './TargetFields.tsx';
import { ItemState, Quantity } from './TargetItem.tsx';
import type { Failed } from './use-actions.ts';

export interface TargetFormProps {
  item: Numbered;
  review: ReviewView;
  mayEdit: boolean;
  /** Kept by the page, so that leaving an item loses nothing. */
  drafts: Map<string, Draft>;
  isPending: boolean;
  failed: Failed | null;
  takeFocus: boolean;
  splitting: { at: number } | null;
  onDrafted: () => void;
  onAccept: (fields: TargetPatch) => Promise<boolean>;
  onSave: (fields: TargetPatch) => Promise<boolean>;
  onReject: () => void;
  onRestore: () => void;
  onMerge: () => void;
  onSplit: (state: { at: number } | null) => void;
  onCut: (at: number) => void;
  onDismiss: () => void;
}

/** The open item: what was read in fields, its question with two answers, and what can be done with it. */
export function TargetForm(props: TargetFormProps) {
  const { item, review, mayEdit, drafts, failed, onDrafted } = props;
  const { target, number } = item;
  const t = useText(text);
  const root = useRef<HTMLLIElement>(null);
  const [draft, setDraft] = useState<Draft>(() => drafts.get(target.id) ?? draftOf(target));
  const changed = isChanged(draft, target);
  const errors = useMemo(() => errorsOf(draft, t), [draft, t]);
  const isWrong = Object.keys(errors).length > 0;
  const question = target.review === 'proposed' && mayEdit ? questionOf(target, review.plan.periodEnd, t) : null;

  const keep = (next: Draft) => {
    setDraft(next);
    if (isChanged(next, target)) drafts.set(target.id, next);
    else drafts.delete(target.id);
    onDrafted();
  };
  // Somebody's newer content, or our own answer: fields that were not touched follow it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new revision of the item
  useEffect(() => {
    if (!drafts.has(target.id)) setDraft(draftOf(target));
  }, [target.revision]);
  const header = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (props.takeFocus) header.current?.focus({ preventScroll: true });
  }, [props.takeFocus]);

  const field = (name: string) => root.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  const accept = () => {
    if (isWrong) return field(Object.keys(errors)[0] ?? 'value');
    void accepted(patchOf(draft, target));
  };
  /** What was typed is forgotten only when the server has it. */
  const accepted = async (fields: TargetPatch) => {
    if (await props.onAccept(fields)) {
      drafts.delete(target.id);
      onDrafted();
    }
  };
  const answer = (chosen: Answer) => {
    if (chosen.open) return field(chosen.open);
    void accepted({ ...patchOf(draft, target), ...chosen.fields });
  };
  const save = async () => {
    const fields = patchOf(draft, target);
    if (await props.onSave(fields)) {
      drafts.delete(target.id);
      onDrafted();
    }
  };
  const restart = () => {
    drafts.delete(target.id);
    setDraft(draftOf(failed?.theirs ?? target));
    onDrafted();
    props.onDismiss();
  };
  const canSplit = target.start !== null && target.end !== null && review.text !== '';
  const startSplit = () => canSplit && props.onSplit({ at: firstCut(review.text, target.start ?? 0, target.end ?? 0) });
  useHotkeys(
    [
      { keys: 'a', label: t.keys.accept, run: accept },
      { keys: 'ctrl+Enter', label: t.keys.accept, run: accept, whileTyping: true },
      { keys: 'e', label: t.keys.edit, run: () => field('comparator') },
      { keys: 's', label: t.keys.split, run: startSplit },
      { keys: 'm', label: t.keys.merge, run: props.onMerge },
      { keys: 'r', label: t.keys.reject, run: props.onReject },
      ...(question
        ? [
            { keys: '1', label: t.keys.answer1, run: () => answer(question.answers[0]) },
            { keys: '2', label: t.keys.answer2, run: () => answer(question.answers[1]) },
          ]
        : []),
    ],
    mayEdit && props.splitting === null,
  );

  return (
    <li ref={root} data-pair={target.id} className="rv-item rv-open" aria-current="true">
      <button ref={header} type="button" className="rv-row" aria-expanded="true">
        <span className="rv-no">{number ?? '×'}</span>
        <span className="rv-main">
          <span className="rv-name">
            <b>{target.indicatorName || t.noName}</b> <Tag>{t.kinds[target.kind]}</Tag>
            {target.confidence === null ? null : (
              <span className="ln-caption ln-third ln-nowrap">{t.sureness(target.confidence.toFixed(2))}</span>
            )}
            <span className="ln-grow" />
            <Quantity target={target} />
          </span>
        </span>
        <ItemState target={target} isPending={props.isPending} isUnsaved={changed && !props.isPending} />
      </button>
      <div className="rv-body">
        {target.quote ? (
          <blockquote className="rv-quote" lang="zh-CN">
            “{target.quote}”
          </blockquote>
        ) : null}
        {target.caution ? <p className="ln-small ln-third">{target.caution}</p> : null}
        {question ? (
          <fieldset className="rv-question">
            <legend>{question.ask}</legend>
            <div className="ln-row">
              {question.answers.map((choice, at) => (
                <button
                  key={choice.label}
                  type="button"
                  className="ln-button ln-button-small"
                  disabled={props.isPending}
                  onClick={() => answer(choice)}
                >
                  {choice.label} <kbd>{at + 1}</kbd>
                </button>
              ))}
            </div>
          </fieldset>
        ) : null}
        {mayEdit ? (
          <TargetFields
            draft={draft}
            errors={changed ? errors : {}}
            units={review.units}
            onChange={(change) => keep({ ...draft, ...change })}
          />
        ) : (
          <ReadOnlyFields target={target} />
        )}
        {failed ? <Failure failed={failed} onTheirs={restart} onDismiss={props.onDismiss} /> : null}
        {props.splitting ? (
          <SplitControl
            text={review.text}
            target={target}
            at={props.splitting.at}
            onMove={(at) => props.onSplit({ at })}
            onCut={props.onCut}
            onCancel={() => props.onSplit(null)}
          />
        ) : mayEdit ? (
          <div className="ln-row rv-actions">
            <button
              type="button"
              className="ln-button ln-button-small ln-primary"
              disabled={props.isPending}
              onClick={accept}
            >
              {changed ? t.acceptChanged : t.accept} <kbd>A</kbd>
            </button>
            {changed ? (
              <>
                <button
                  type="button"
                  className="ln-button ln-button-small"
                  disabled={isWrong || props.isPending}
                  onClick={save}
                >
                  {t.save}
                </button>
                <button type="button" className="ln-button ln-button-small" onClick={restart}>
                  {t.discard}
                </button>
              </>
            ) : null}
            <button
              type="button"
              className="ln-button ln-button-small"
              disabled={!canSplit}
              title={canSplit ? undefined : t.noOffsets}
              onClick={startSplit}
            >
              {t.split} <kbd>S</kbd>
            </button>
            <button type="button" className="ln-button ln-button-small" onClick={props.onMerge}>
              {t.merge} <kbd>M</kbd>
            </button>
            {target.review === 'proposed' ? null : (
              <button type="button" className="ln-button ln-button-small" onClick={props.onRestore}>
                {t.restore}
              </button>
            )}
            {target.review === 'rejected' ? null : (
              <button type="button" className="ln-button ln-button-small ln-danger" onClick={props.onReject}>
                {t.reject} <kbd>R</kbd>
              </button>
            )}
            <span className="ln-grow" />
            <span className="ln-caption ln-third">{t.traced}</span>
          </div>
        ) : null}
      </div>
    </li>
  );
}

/** After the first comma inside, else in the middle. */
function firstCut(text: string, start: number, end: number): number {
  const at = text.slice(start, end).search(/[，、；,;]/);
  return at > 0 && start + at + 1 < end ? start + at + 1 : Math.round((start + end) / 2);
}
