import { useCallback, useRef, useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { KeyHints } from '../../../shell/widgets/KeyHints.tsx';
import { Tabs } from '../library/Tabs.tsx';
import type { ReviewView, TargetView } from '../review-api.ts';
import { text } from '../review-text.ts';
import { type Draft, isChanged } from './draft.ts';
import { needsDecision, type Progress } from './items.ts';
import { LayoutList, UnitList } from './NamedLists.tsx';
import { TargetForm } from './TargetForm.tsx';
import { TargetItem } from './TargetItem.tsx';
import { TaskForm, TaskItem } from './TaskItems.tsx';
import type { Acting } from './use-actions.ts';
import { type ReviewPlace, type Show, shows, type Tab, tabs } from './use-review.ts';

export interface ItemsPaneProps {
  review: ReviewView;
  place: ReviewPlace;
  acting: Acting;
  progress: Progress;
  mayEdit: boolean;
  splitting: { at: number } | null;
  onSplit: (state: { at: number } | null) => void;
  onCut: (at: number) => void;
  /** After a decision: on to the next that is open. */
  onNext: () => void;
  /** The last move came from the keyboard: the open item takes the focus. */
  byKeyboard: boolean;
}

/** What was read, at the right: lists in source order, the current item open with its fields. */
export function ItemsPane(props: ItemsPaneProps) {
  const { review, place, acting, progress, mayEdit } = props;
  const t = useText(text);
  const drafts = useRef(new Map<string, Draft>());
  const [, setDrafted] = useState(0);
  const onDrafted = useCallback(() => setDrafted((n) => n + 1), []);
  const { current, choose } = place;
  const failedOf = (id: string) => (acting.failed?.id === id ? acting.failed : null);
  const counts: Record<Tab, number> = {
    targets: review.targets.filter(({ review: state }) => state !== 'rejected').length,
    tasks: progress.tasks,
    units: review.units.length,
    layout: review.layout.length,
  };

  const merge = (at: number) => {
    const before = place.listed.slice(0, at).findLast(({ target }) => target.review !== 'rejected')?.target;
    const target = place.listed[at]?.target;
    if (!target || !before) return acting.say(t.noPrevious);
    if (target.start === null || before.end === null) return acting.say(t.noOffsets);
    // A passage over several paragraphs would be no quotation of anything.
    if (review.text.slice(before.end, target.start).includes('\n')) return acting.say(t.otherParagraph);
    void acting.merge(target, before.id);
  };

  const list = {
    targets: () =>
      place.listed.map((item, at) => {
        const { target } = item;
        if (target.id !== current) {
          return (
            <TargetItem
              key={target.id}
              item={item}
              periodEnd={review.plan.periodEnd}
              isPending={acting.pending.has(target.id)}
              isUnsaved={isUnsaved(drafts.current, target)}
              onChoose={choose}
            />
          );
        }
        return (
          <TargetForm
            key={target.id}
            item={item}
            review={review}
            mayEdit={mayEdit && target.mayEdit}
            drafts={drafts.current}
            isPending={acting.pending.has(target.id)}
            failed={failedOf(target.id)}
            takeFocus={props.byKeyboard}
            splitting={props.splitting}
            onDrafted={onDrafted}
            onAccept={(fields) => {
              const done = acting.accept(target, fields);
              props.onNext();
              return done;
            }}
            onSave={(fields) => acting.save(target, fields)}
            onReject={() => {
              void acting.decide(target, 'reject');
              props.onNext();
            }}
            onRestore={() => void acting.decide(target, 'restore')}
            onMerge={() => merge(at)}
            onSplit={props.onSplit}
            onCut={props.onCut}
            onDismiss={acting.dismiss}
          />
        );
      }),
    tasks: () =>
      place.tasks.map((task) =>
        task.id === current ? (
          <TaskForm
            key={task.id}
            task={task}
            review={review}
            mayEdit={mayEdit && task.mayEdit}
            isPending={acting.pending.has(task.id)}
            failed={failedOf(task.id)}
            takeFocus={props.byKeyboard}
            onDecide={(decision) => {
              void acting.task(task.id, decision, task.title);
              props.onNext();
            }}
            onSave={(fields) => acting.saveTask(task.id, fields, task.title)}
            onDismiss={acting.dismiss}
          />
        ) : (
          <TaskItem key={task.id} task={task} isPending={acting.pending.has(task.id)} onChoose={choose} />
        ),
      ),
    units: () => [<UnitList key="units" review={review} current={current} onChoose={choose} />],
    layout: () => [<LayoutList key="layout" nodes={place.nodes} current={current} onChoose={choose} />],
  };
  const isDecided = place.tab === 'targets' || place.tab === 'tasks';
  return (
    <div className="rv-items">
      <Tabs
        label={t.items}
        tabs={tabs.map((key) => ({ key, label: t.tabs[key], count: counts[key] }))}
        current={place.tab}
        onChange={place.openTab}
        extra={isDecided ? <ShowPicker place={place} review={review} /> : null}
      >
        {counts[place.tab] === 0 && place.show === 'all' ? (
          <p className="rv-none ln-second">{t.listEmptyTab[place.tab]}</p>
        ) : (
          <ol className="rv-list">{list[place.tab]()}</ol>
        )}
        {isDecided && place.tab === 'targets' && place.listed.length === 0 && place.show !== 'all' ? (
          <p className="rv-none ln-second">{t.listEmpty}</p>
        ) : null}
      </Tabs>
      <footer className="rv-list-foot">
        <p className="ln-small ln-second" aria-live="polite">
          {acting.said}
        </p>
        <KeyHints
          hints={[
            { keys: ['J', 'K'], label: t.keys.move },
            ...(mayEdit
              ? [
                  { keys: ['A'], label: t.keys.accept },
                  { keys: ['E'], label: t.keys.edit },
                  { keys: ['N'], label: t.keys.ask },
                  { keys: ['Ctrl Z'], label: t.keys.undo },
                ]
              : []),
          ]}
        />
      </footer>
    </div>
  );
}

function isUnsaved(drafts: Map<string, Draft>, target: TargetView): boolean {
  const draft = drafts.get(target.id);
  return draft !== undefined && isChanged(draft, target);
}

function ShowPicker({ place, review }: { place: ReviewPlace; review: ReviewView }) {
  const t = useText(text);
  const items: readonly { review: string }[] = place.tab === 'tasks' ? review.tasks : review.targets;
  const count: Record<Show, number> = {
    all: items.length,
    ask: place.tab === 'tasks' ? 0 : review.targets.filter(needsDecision).length,
    open: items.filter((item) => item.review === 'proposed').length,
    accepted: items.filter((item) => item.review === 'accepted').length,
    rejected: items.filter((item) => item.review === 'rejected').length,
  };
  return (
    <select
      className="rv-show ln-small"
      aria-label={t.show.label}
      value={place.show}
      onChange={(event) => place.setShow(event.target.value as Show)}
    >
      {shows
        .filter((show) => show === 'all' || show === place.show || count[show] > 0)
        .map((show) => (
          <option key={show} value={show}>
            {t.show[show](count[show])}
          </option>
        ))}
    </select>
  );
}
