import { useState } from 'react';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useSession } from '../../../shell/session.ts';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { ChevronIcon, CrossIcon } from '../../../shell/widgets/icons.tsx';
import { text } from '../ledger-text.ts';
import { loadViews, type SavedView, storeViews } from './views.ts';

/** Ready views and one's own, kept in this browser for this person. */
export function LedgerViews() {
  const t = useText(text);
  const go = useGo();
  const { month } = useScope();
  const user = useSession().user?.id ?? 'public';
  const [views, setViews] = useState(() => loadViews(user));
  const keep = (next: SavedView[]) => {
    storeViews(user, next);
    setViews(next);
  };
  const year = Number(month.slice(0, 4));
  const ready = [
    { name: t.readyViews.attention, search: 'state=off-track,at-risk&group=none&sort=ratio' },
    { name: t.readyViews.due(year), search: `deadline=${year}` },
    { name: t.readyViews.unbound, search: 'binding=unbound,suggested' },
    { name: t.readyViews.baselines, search: 'kind=baseline' },
    { name: t.readyViews.parameters, search: 'kind=parameter' },
  ];
  return (
    <Flyout
      className="ln-link"
      align="right"
      label={
        <>
          {t.views} <ChevronIcon size={10} />
        </>
      }
    >
      {(close) => {
        const open = (view: SavedView) => {
          go(`/targets?${view.search}`);
          close();
        };
        return (
          <div className="ln-options plans-views">
            {ready.map((view) => (
              <button key={view.name} type="button" className="ln-option" onClick={() => open(view)}>
                {view.name}
              </button>
            ))}
            <hr />
            {views.length === 0 ? <p className="ln-small ln-third">{t.noViews}</p> : null}
            {views.map((view) => (
              <span key={view.name} className="plans-view">
                <button type="button" className="ln-option" onClick={() => open(view)}>
                  {view.name}
                </button>
                <button
                  type="button"
                  className="ln-icon-button"
                  aria-label={t.deleteView(view.name)}
                  onClick={() => keep(views.filter((other) => other !== view))}
                >
                  <CrossIcon size={12} />
                </button>
              </span>
            ))}
            <SaveView onSave={(view) => keep([...views.filter(({ name }) => name !== view.name), view])} />
          </div>
        );
      }}
    </Flyout>
  );
}

function SaveView({ onSave }: { onSave: (view: SavedView) => void }) {
  const t = useText(text);
  const [name, setName] = useState('');
  return (
    <form
      className="ln-row plans-save-view"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        const search = new URLSearchParams(location.search);
        search.delete('month');
        onSave({ name: name.trim(), search: search.toString().replaceAll('%2C', ',') });
        setName('');
      }}
    >
      <input
        className="ln-input"
        aria-label={t.viewName}
        placeholder={t.viewName}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="ln-button ln-button-small" disabled={name.trim() === ''}>
        {t.saveView}
      </button>
    </form>
  );
}
