import { type Column, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { dayOf, today } from '../library/dates.ts';
import type { TaskView } from '../tasks-api.ts';
import type { TaskTexts } from '../tasks-text.ts';
import { daysUntil } from './due.ts';
import { Percent, TaskState } from './TaskState.tsx';

const unitsOf = (task: TaskView, role: 'lead' | 'support') =>
  task.responsible.filter((other) => other.role === role).map(({ unit }) => unit);

export function taskColumns(t: TaskTexts, shortTitles: ReadonlyMap<string, string>): Column<TaskView>[] {
  const short = (units: string[]) => {
    const [first] = units;
    if (first === undefined) return <span className="ln-third">—</span>;
    return <span title={units.join('、')}>{units.length === 1 ? first : t.unitsEtc(first, units.length)}</span>;
  };
  return [
    { key: 'state', title: t.columns.state, width: 84, rank: 0, render: (task) => <TaskState task={task} /> },
    {
      key: 'title',
      title: t.columns.title,
      minWidth: 240,
      rank: 0,
      sortable: true,
      value: (task) => task.title,
      render: (task) => (
        <span title={task.title}>
          <RowLink to={`/tasks/${task.id}`}>{task.title}</RowLink>{' '}
          {task.review === 'proposed' ? <span className="ln-small ln-third">{t.proposed}</span> : null}
        </span>
      ),
    },
    {
      key: 'plan',
      title: t.columns.plan,
      width: 190,
      rank: 4,
      sortable: true,
      value: (task) => task.planTitle,
      render: (task) => (
        <span className="ln-second" title={task.planTitle}>
          {shortTitles.get(task.planId) ?? task.planTitle}
        </span>
      ),
    },
    { key: 'lead', title: t.columns.lead, width: 168, rank: 1, render: (task) => short(unitsOf(task, 'lead')) },
    {
      key: 'support',
      title: t.columns.support,
      width: 168,
      rank: 3,
      render: (task) => short(unitsOf(task, 'support')),
    },
    {
      key: 'due',
      title: t.columns.due,
      width: 170,
      rank: 1,
      sortable: true,
      value: (task) => task.dueOn,
      render: (task) => <Due task={task} t={t} />,
    },
    {
      key: 'percent',
      title: t.columns.percent,
      width: 130,
      rank: 1,
      sortable: true,
      value: (task) => task.percent,
      render: (task) => <Percent value={task.percent} />,
    },
    {
      key: 'last',
      title: t.columns.last,
      width: 200,
      rank: 5,
      render: ({ lastNote }) =>
        lastNote ? (
          <span className="ln-second" title={`${lastNote.authorName} ${dayOf(lastNote.at)} ${lastNote.text}`}>
            {dayOf(lastNote.at)} {lastNote.text}
          </span>
        ) : (
          <span className="ln-third">{t.noNote}</span>
        ),
    },
  ];
}

function Due({ task, t }: { task: TaskView; t: TaskTexts }) {
  if (task.dueOn === null) return <span className="ln-third">{t.noDue}</span>;
  const left = daysUntil(task.dueOn, today());
  const isOpen = task.state === 'planned' || task.state === 'doing';
  return (
    <span className="ln-nowrap">
      {task.dueOn}{' '}
      {isOpen && left <= 60 ? (
        <span className={left < 0 ? 'pl-overdue ln-small' : 'ln-small ln-third'}>
          {left < 0 ? t.overdueDays(-left) : t.dueIn(left)}
        </span>
      ) : null}
    </span>
  );
}
