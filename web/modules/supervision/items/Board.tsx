import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import type { ItemView } from '../api.ts';
import { text } from '../text.ts';
import { itemPath } from './columns.tsx';
import { Light } from './Light.tsx';

/** The items as cards, a column for each state of handling in the order of the life cycle. */
export function Board({ items }: { items: readonly ItemView[] }) {
  const t = useText(text);
  const states = [...new Map(items.map(({ state }) => [state.id, state])).values()].sort(
    (a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id),
  );
  return (
    <>
      <p className="ln-small ln-third">{t.boardNote}</p>
      <div className="su-board">
        {states.map((state) => {
          const own = items.filter((item) => item.state.id === state.id);
          return (
            <section key={state.id} className="su-column">
              <h2>
                {state.name} <span className="ln-third">{own.length}</span>
              </h2>
              <ul>
                {own.map((item) => (
                  <li key={item.id} className="su-item">
                    <Link to={item.caseId ? `/cases/${item.caseId}` : itemPath(item.id)}>{item.title}</Link>
                    <span className="ln-small ln-second">
                      {item.unit} · {item.region.name}
                    </span>
                    <span className="ln-small">
                      <Light light={item.light} /> <span className="ln-third">{item.lightReason}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}

const ORDER = ['assigned', 'handling', 'rectifying', 'answered', 'closed'];
