import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { sectionPlace } from '../ledger/quantity.ts';
import type { ReviewView, TaskView } from '../review-api.ts';
import { text } from '../review-text.ts';
import { lookOf, type Numbered } from './items.ts';
import { Quantity } from './TargetItem.tsx';

export interface QuotePaneProps {
  review: ReviewView;
  items: readonly Numbered[];
  /** With the tab of tasks: theirs stand here, not the targets'. */
  tasks: readonly TaskView[] | null;
  current: string | null;
  mayEdit: boolean;
  onPick: (id: string) => void;
  onPickTask: (id: string) => void;
}

/** Shipped facts have no full text: the sentences of the items stand in for it, by section. */
export function QuotePane({ review, items, tasks, current, mayEdit, onPick, onPickTask }: QuotePaneProps) {
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
        {tasks ? <TaskTitles tasks={tasks} current={current} onPick={onPickTask} /> : null}
        {(tasks ? [] : items).map(({ target, number }, at) => {
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

/** The tasks by their place in the plan. */
function TaskTitles(props: { tasks: readonly TaskView[]; current: string | null; onPick: (id: string) => void }) {
  return props.tasks.map((task, at) => {
    const isCurrent = task.id === props.current;
    const place = sectionPlace(task.path.slice(0, -1));
    const before = sectionPlace(props.tasks[at - 1]?.path.slice(0, -1) ?? []);
    return (
      <div key={task.id}>
        {place !== '' && place !== before ? <h3 className="rv-heading ln-reading">{place}</h3> : null}
        <button type="button" className="rv-quote-row ln-reading" lang="zh-CN" onClick={() => props.onPick(task.id)}>
          <span className={isCurrent ? 'rv-mark rv-focus' : undefined} data-pair={isCurrent ? task.id : undefined}>
            {task.path.at(-1)} {task.title}
          </span>
        </button>
      </div>
    );
  });
}
