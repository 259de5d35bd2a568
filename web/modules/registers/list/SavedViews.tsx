import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { useSession } from '../../../shell/session.ts';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { ChevronIcon, CrossIcon } from '../../../shell/widgets/icons.tsx';
import { useDeleteView, useSaveView, type ViewOf, viewsQuery } from '../api.ts';
import { text } from '../text.ts';

/** Own and shared views of a list; a view is the question, asked of whatever month it is. */
export function SavedViews({ register }: { register: string }) {
  const t = useText(text).views;
  const { user } = useSession();
  if (!user) return null;
  return (
    <Flyout
      className="ln-link"
      align="right"
      label={
        <>
          {t.title} <ChevronIcon size={10} />
        </>
      }
    >
      {(close) => <ViewList register={register} close={close} />}
    </Flyout>
  );
}

function ViewList({ register, close }: { register: string; close: () => void }) {
  const t = useText(text).views;
  const go = useGo();
  const { data, error } = useQuery(viewsQuery(register));
  const remove = useDeleteView(register);
  const open = (view: ViewOf) => {
    go(`/registers/${register}?${view.query}`);
    close();
  };
  return (
    <div className="ln-options reg-views">
      {error ? <ErrorState error={error} /> : null}
      {data?.items.length === 0 ? <p className="ln-small ln-third">{t.none}</p> : null}
      {data?.items.map((view) => (
        <span key={view.id} className="reg-view">
          <button type="button" className="ln-option" onClick={() => open(view)}>
            <span className="ln-grow">{view.name}</span>
            <span className="ln-caption ln-third">{view.shared ? t.shared : t.own}</span>
          </button>
          {view.own ? (
            <button
              type="button"
              className="ln-icon-button"
              aria-label={t.remove(view.name)}
              onClick={() => remove.mutate(view.id)}
            >
              <CrossIcon size={12} />
            </button>
          ) : null}
        </span>
      ))}
      <SaveView register={register} />
    </div>
  );
}

function SaveView({ register }: { register: string }) {
  const t = useText(text).views;
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useSaveView(register);
  return (
    <form
      className="reg-save-view"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        const search = new URLSearchParams(location.search);
        search.delete('month');
        const query = search.toString().replaceAll('%2C', ',');
        save.mutate({ name: name.trim(), query, shared }, { onSuccess: () => setName('') });
      }}
    >
      <input
        className="ln-input"
        aria-label={t.name}
        placeholder={t.name}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <label className="ln-small">
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} /> {t.share}
      </label>
      <button type="submit" className="ln-button ln-button-small" disabled={name.trim() === '' || save.isPending}>
        {t.save}
      </button>
      {save.isError ? <ErrorState error={save.error} /> : null}
    </form>
  );
}
