import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { text } from '../text.ts';
import { useWebhookChanges } from './api.ts';

export function NewWebhookDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const t = useText(text).webhooks;
  const { add } = useWebhookChanges();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly string[]>([]);
  const toggle = (event: string) =>
    setEvents(events.includes(event) ? events.filter((one) => one !== event) : [...events, event]);
  const run = () =>
    add.mutateAsync({ url: url.trim(), events: [...events] }).then(({ secret }) => {
      onMade(secret);
      onClose();
    });
  return (
    <Dialog
      title={t.add}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.create}
          disabled={url.trim() === '' || events.length === 0 || add.isPending}
          onCancel={onClose}
          onSave={run}
        />
      }
    >
      <div className="ln-form">
        <TextField label={t.url} type="url" placeholder="https://" value={url} onChange={setUrl} maxLength={500} />
        <fieldset className="desk-plain">
          <legend>{t.events}</legend>
          {Object.entries(t.names).map(([event, name]) => (
            <label key={event} className="ln-option">
              <input type="checkbox" checked={events.includes(event)} onChange={() => toggle(event)} />
              {name}
            </label>
          ))}
          {events.length === 0 ? <p className="ln-caption ln-third">{t.chooseOne}</p> : null}
        </fieldset>
        {add.isError ? <ErrorState error={add.error} /> : null}
      </div>
    </Dialog>
  );
}
