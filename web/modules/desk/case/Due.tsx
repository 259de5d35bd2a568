import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../shell/widgets/SaveFailure.tsx';
import { DueWords } from '../../signals/widgets.ts';
import { peopleQuery, useCaseChanges } from '../api.ts';
import { text } from '../text.ts';

/** Until when, and who handles it; both may be changed by those who lead it, with a reason. */
export function Due({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const [changing, setChanging] = useState<'due' | 'handler' | null>(null);
  const close = () => setChanging(null);
  const may = detail.mayHandle && !detail.state.final;
  return (
    <Card title={`${t.due} · ${t.handler}`}>
      <div className="ln-row">
        <span className="ln-grow">
          <DueWords of={detail} />
        </span>
        {may ? (
          <button type="button" className="ln-link ln-small ln-no-print" onClick={() => setChanging('due')}>
            {t.changeDue}
          </button>
        ) : null}
      </div>
      <div className="ln-row">
        <span className="ln-grow">{detail.handler?.name ?? <span className="ln-third">{t.nobody}</span>}</span>
        {may ? (
          <button type="button" className="ln-link ln-small ln-no-print" onClick={() => setChanging('handler')}>
            {t.changeHandler}
          </button>
        ) : null}
      </div>
      {changing === 'due' ? <DueForm detail={detail} onDone={close} /> : null}
      {changing === 'handler' ? <HandlerForm detail={detail} onDone={close} /> : null}
    </Card>
  );
}

function DueForm({ detail, onDone }: { detail: CaseDetail; onDone: () => void }) {
  const t = useText(text).case;
  const { change } = useCaseChanges(detail.id);
  const [dueOn, setDueOn] = useState(detail.dueOn ?? '');
  const [reason, setReason] = useState('');
  return (
    <form
      className="ln-form ln-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(
          { revision: detail.revision, dueOn: dueOn || null, reason: reason.trim() },
          { onSuccess: onDone },
        );
      }}
    >
      <TextField label={t.due} type="date" value={dueOn} onChange={setDueOn} />
      <TextField label={t.dueReason} value={reason} onChange={setReason} maxLength={500} />
      <SaveFailure error={change.error} conflict={t.conflictTitle} />
      <FormButtons save={t.dueSave} disabled={change.isPending || reason.trim() === ''} onCancel={onDone} />
    </form>
  );
}

function HandlerForm({ detail, onDone }: { detail: CaseDetail; onDone: () => void }) {
  const t = useText(text).case;
  const work = useText(text).work;
  const people = useQuery(peopleQuery(detail.id));
  const { change } = useCaseChanges(detail.id);
  const [handler, setHandler] = useState(detail.handler?.id ?? '');
  return (
    <form
      className="ln-form ln-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ revision: detail.revision, handler }, { onSuccess: onDone });
      }}
    >
      <SelectField
        label={t.handler}
        none={work.noneChosen}
        options={Object.fromEntries(
          people.data?.items.map(({ id, name, region }) => [id, `${name} · ${region}`]) ?? [],
        )}
        value={handler}
        onChange={setHandler}
      />
      <SaveFailure error={change.error ?? people.error} conflict={t.conflictTitle} />
      <FormButtons save={t.handOver} disabled={change.isPending || handler === ''} onCancel={onDone} />
    </form>
  );
}

function FormButtons({ save, disabled, onCancel }: { save: string; disabled: boolean; onCancel: () => void }) {
  const t = useText(text).case;
  return (
    <div className="ln-row">
      <button type="button" className="ln-button ln-button-small" onClick={onCancel}>
        {t.cancel}
      </button>
      <button type="submit" className="ln-button ln-button-small ln-primary" disabled={disabled}>
        {save}
      </button>
    </div>
  );
}
