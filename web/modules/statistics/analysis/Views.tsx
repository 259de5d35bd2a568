import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PivotInput } from '../../../../server/modules/statistics/analysis/model.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { useRemoveView, useSaveView, viewsQuery } from './api.ts';
import { text } from './text.ts';

/** Saved questions: each is an address, so that opening one is going there. */
export function Views({ ask, shown, search }: { ask: PivotInput | null; shown: string; search: string }) {
  const t = useText(text);
  const go = useGo();
  const query = useQuery(viewsQuery());
  const removeView = useRemoveView();
  const [saving, setSaving] = useState(false);
  const items = query.data?.items ?? [];
  return (
    <>
      <Flyout label={t.views} align="right">
        {(close) => (
          <div className="ln-options analysis-views">
            {items.length === 0 ? <p className="ln-small ln-third">{t.noViews}</p> : null}
            {items.map((view) => (
              <div key={view.id} className="ln-row">
                <button
                  type="button"
                  className="ln-option ln-grow"
                  onClick={() => {
                    close();
                    go(`/analysis?${String(view.definition.search ?? '')}`);
                  }}
                >
                  {view.name} {view.mine ? null : <span className="ln-small ln-third">{t.by(view.owner)}</span>}
                </button>
                {view.mine ? (
                  <ConfirmButton
                    className="ln-link ln-small"
                    question={t.removeAsk(view.name)}
                    verb={t.remove2}
                    danger
                    onConfirm={() => removeView.mutateAsync(view.id)}
                  >
                    {t.remove2}
                  </ConfirmButton>
                ) : null}
              </div>
            ))}
          </div>
        )}
      </Flyout>
      <button type="button" className="ln-button ln-primary" disabled={ask === null} onClick={() => setSaving(true)}>
        {t.save}
      </button>
      {saving && ask ? <SaveDialog ask={ask} shown={shown} search={search} onClose={() => setSaving(false)} /> : null}
    </>
  );
}

interface SaveProps {
  ask: PivotInput;
  shown: string;
  search: string;
  onClose: () => void;
}

function SaveDialog({ ask, shown, search, onClose }: SaveProps) {
  const t = useText(text);
  const { region } = useScope();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useSaveView();
  const run = () =>
    save.mutateAsync({ name, shared, region, definition: { ask, shown, search } }).then(() => onClose());
  return (
    <Dialog
      title={t.saveAs}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.save}
          disabled={name.trim() === '' || save.isPending}
          onCancel={onClose}
          onSave={run}
        />
      }
    >
      <TextField label={t.name} value={name} maxLength={100} onChange={setName} />
      <label className="ln-small">
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} /> {t.share}
      </label>
      {save.error ? <ErrorState error={save.error} /> : null}
    </Dialog>
  );
}
