import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Card, Sentence } from '../../../shell/widgets/Card.tsx';
import { useNeighbours } from '../../../shell/widgets/neighbours.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { MakeItem } from '../../supervision/widgets.ts';
import { today } from '../library/dates.ts';
import { responsibilityQuery } from '../responsibility-api.ts';
import { daysUntil } from '../tasks/due.ts';
import { Notes } from '../tasks/Notes.tsx';
import { TaskFacts } from '../tasks/TaskFacts.tsx';
import { TaskState } from '../tasks/TaskState.tsx';
import { YearSplit } from '../tasks/YearSplit.tsx';
import { type TaskView, taskQuery } from '../tasks-api.ts';
import { type TaskTexts, text } from '../tasks-text.ts';
import '../library/library.css';

/** One task: how it stands, what it asks for in the plan's words, year by year, and what was done. */
export function Task() {
  const t = useText(text);
  const language = useLanguage();
  const { id = '' } = useParams();
  const { region } = useScope();
  const query = useQuery(taskQuery(id, language));
  const units = useQuery(responsibilityQuery({ region }, language)).data?.rows ?? [];
  const { previous, next } = useNeighbours('tasks', id, (key) => `/tasks/${key}`);
  const refetch = () => void query.refetch();
  return (
    <Part query={query} what={t.title} loading={{ shape: 'page', rows: 5 }}>
      {(task) => (
        <>
          <PageHeader
            title={task.title}
            status={<TaskState task={task} />}
            note={<Link to={`/plans/${task.planId}`}>{task.planTitle}</Link>}
            actions={
              <>
                {previous ? (
                  <Link className="ln-button" to={previous}>
                    {t.previous} <kbd>[</kbd>
                  </Link>
                ) : null}
                {next ? (
                  <Link className="ln-button" to={next}>
                    {t.next} <kbd>]</kbd>
                  </Link>
                ) : null}
                <MakeItem key={task.id} kind="task" id={task.id} />
              </>
            }
          />
          <div className="pl-cards">
            <Sentence>{sentenceOf(task, t)}</Sentence>
            <div className="ln-two">
              <TaskFacts key={task.id} task={task} units={units} onConflict={refetch} />
              <Notes task={task} />
            </div>
            <YearSplit key={task.id} task={task} onConflict={refetch} />
            {task.text === '' ? null : (
              <Card
                title={t.source}
                extra={
                  <Link className="ln-small" to={`/plans/${task.planId}/review?tab=tasks&item=${task.id}`}>
                    {t.openSource}
                  </Link>
                }
              >
                <p className="ln-reading pl-pre" lang="zh-CN">
                  {task.text}
                </p>
              </Card>
            )}
          </div>
        </>
      )}
    </Part>
  );
}

function sentenceOf(task: TaskView, t: TaskTexts): string {
  const leads = task.responsible.filter(({ role }) => role === 'lead').map(({ unit }) => unit);
  const who = leads.length > 0 ? t.leads(leads.join('、')) : t.noLead;
  const percent = `${Math.round(task.percent)}%`;
  if (task.state === 'done' || task.state === 'dropped') return t.both(t.sentence[task.state], who);
  if (task.dueOn === null) return t.both(t.sentence.noDue(percent), who);
  const left = daysUntil(task.dueOn, today());
  return t.both(left < 0 ? t.sentence.overdue(-left, percent) : t.sentence.due(task.dueOn, left, percent), who);
}
