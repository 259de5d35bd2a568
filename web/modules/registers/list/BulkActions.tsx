import { useState } from 'react';
import type { Entry, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField, SelectField } from '../../../shell/widgets/fields.tsx';
import { type BulkInput, type BulkResult, useBulk, useDeleteEntry } from '../api.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';

interface BulkProps {
  register: Register;
  selected: readonly Entry[];
  onDone: (sentence: string) => void;
  onClear: () => void;
}

/** What can be done with the selected entries together. */
export function BulkActions({ register, selected, onDone, onClear }: BulkProps) {
  const t = useText(text).bulk;
  const [open, setOpen] = useState<'edit' | 'move' | null>(null);
  const remove = useDeleteEntry(register.id);
  const removeAll = async () => {
    let removed = 0;
    try {
      for (const { id } of selected) {
        await remove.mutateAsync({ id, etag: null });
        removed += 1;
      }
    } finally {
      // One may be refused; those before it are gone all the same.
      if (removed > 0) onDone(t.done(removed));
    }
    onClear();
  };
  const props = { register, selected, onDone, onClear };
  return (
    <>
      <button type="button" className="ln-button ln-button-small" onClick={() => setOpen('edit')}>
        {t.edit}
      </button>
      {register.lifeCycle ? (
        <button type="button" className="ln-button ln-button-small" onClick={() => setOpen('move')}>
          {t.move}
        </button>
      ) : null}
      <ConfirmButton
        danger
        question={t.removeQuestion(selected.length)}
        verb={t.removeVerb(selected.length)}
        onConfirm={removeAll}
      >
        {t.remove}
      </ConfirmButton>
      {open === 'edit' ? <BulkEdit {...props} onClose={() => setOpen(null)} /> : null}
      {open === 'move' ? <BulkMove {...props} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

type OpenBulk = BulkProps & { onClose: () => void };

/** Sends a change of many; where some were refused, the dialog stays and names them. */
function useBulkChange({ register, selected, onDone, onClear, onClose }: OpenBulk) {
  const t = useText(text).bulk;
  const bulk = useBulk(register.id);
  const send = async (change: Omit<BulkInput, 'ids'>) => {
    const answer = await bulk.mutateAsync({ ids: selected.map(({ id }) => id), ...change });
    onDone(t.done(answer.done));
    if (answer.refused.length > 0) return;
    onClear();
    onClose();
  };
  return { bulk, send };
}

function BulkEdit(props: OpenBulk) {
  const { register, selected, onClose } = props;
  const t = useText(text).bulk;
  const language = useLanguage();
  const { bulk, send } = useBulkChange(props);
  const editable = register.fields.filter(
    ({ id, type, visible }) => visible && type !== 'file' && !register.key.includes(id),
  );
  const [fieldId, setFieldId] = useState(editable[0]?.id ?? '');
  const [value, setValue] = useState<unknown>(null);
  const [note, setNote] = useState('');
  const field = editable.find(({ id }) => id === fieldId);
  return (
    <Dialog
      title={t.edit}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.apply(selected.length)}
          disabled={bulk.isPending || !field}
          onCancel={onClose}
          onSave={() => send({ values: { [fieldId]: value }, ...(note.trim() ? { note: note.trim() } : {}) })}
        />
      }
    >
      <SelectField
        label={t.field}
        options={Object.fromEntries(editable.map((one) => [one.id, nameOf(one, language)]))}
        value={fieldId}
        onChange={(id) => {
          setFieldId(id);
          setValue(null);
        }}
      />
      {field ? (
        <FieldInput
          key={field.id}
          field={field}
          register={register}
          refs={{}}
          value={value}
          onChange={setValue}
          label={t.value}
        />
      ) : null}
      <AreaField label={t.note} hint={t.noteHint} value={note} onChange={setNote} />
      <Outcome result={bulk.data} error={bulk.error} />
    </Dialog>
  );
}

function BulkMove(props: OpenBulk) {
  const { register, selected, onClose } = props;
  const t = useText(text).bulk;
  const language = useLanguage();
  const { bulk, send } = useBulkChange(props);
  const states = new Set(selected.map(({ state }) => state ?? ''));
  const moves =
    register.lifeCycle?.moves.filter(({ from }) => [...states].every((state) => from.includes(state))) ?? [];
  const [move, setMove] = useState(moves[0]?.id ?? '');
  const [note, setNote] = useState('');
  return (
    <Dialog
      title={t.move}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.applyMove(selected.length)}
          disabled={bulk.isPending || move === ''}
          onCancel={onClose}
          onSave={() => send({ move, ...(note.trim() ? { note: note.trim() } : {}) })}
        />
      }
    >
      {moves.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <>
          <SelectField
            label={t.which}
            options={Object.fromEntries(moves.map((one) => [one.id, nameOf(one, language)]))}
            value={move}
            onChange={setMove}
          />
          <AreaField label={t.note} value={note} onChange={setNote} />
        </>
      )}
      <Outcome result={bulk.data} error={bulk.error} />
    </Dialog>
  );
}

function Outcome({ result, error }: { result: BulkResult | undefined; error: unknown }) {
  const t = useText(text).bulk;
  if (error) return <ErrorState error={error} />;
  if (!result || result.refused.length === 0) return null;
  return (
    <div className="ln-warning" role="status">
      <p>{t.refused(result.refused.length)}</p>
      <ul className="ln-small">
        {result.refused.slice(0, 30).map((one) => (
          <li key={one.id}>
            {one.title}：{one.problem}
          </li>
        ))}
      </ul>
    </div>
  );
}
