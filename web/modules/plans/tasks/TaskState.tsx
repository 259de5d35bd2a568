import { useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import type { TaskView } from '../tasks-api.ts';
import { text } from '../tasks-text.ts';

/** States of work are grey or blue tags; only what is overdue is red. */
export function TaskState({ task }: { task: Pick<TaskView, 'state' | 'overdue'> }) {
  const t = useText(text);
  if (task.overdue) return <Tag look="red">{t.overdue}</Tag>;
  return <Tag look={task.state === 'doing' ? 'blue' : 'grey'}>{t.states[task.state]}</Tag>;
}

export function Percent({ value }: { value: number }) {
  return (
    <span className="ln-nowrap">
      <span className="pl-bar" aria-hidden="true">
        <i style={{ width: `${value}%` }} />
      </span>{' '}
      {Math.round(value)}%
    </span>
  );
}
