import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { DueWords } from '../../signals/widgets.ts';
import { text } from '../text.ts';

/** 等我办的: each with its date and one verb. */
export function Todo({ cockpit }: { cockpit: Cockpit }) {
  const t = useText(text).cockpit;
  const { todo, todoTotal } = cockpit;
  return (
    <Card
      title={t.todo}
      note={todoTotal > 0 ? t.pieces(todoTotal) : undefined}
      extra={
        <Link className="ln-small" to="/work">
          {t.all} ›
        </Link>
      }
    >
      {todo.length === 0 ? (
        <p className="ln-second">{t.nothingToDo}</p>
      ) : (
        <ul className="desk-todo">
          {todo.map(({ case: one, verb }) => (
            <li key={one.id}>
              <span className="ln-small">
                <DueWords of={one} short />
              </span>
              <Link to={`/cases/${one.id}`} className="desk-todo-title" title={`${one.title} · ${one.state.name}`}>
                {one.title}
              </Link>
              {verb ? (
                <Link className="ln-small" to={`/cases/${one.id}?move=${verb.move}`}>
                  {verb.name}
                </Link>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
