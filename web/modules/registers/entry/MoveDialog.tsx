import { useState } from 'react';
import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { useMoveEntry } from '../api.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { fieldOfError, type Values } from '../form/draft.ts';
import { isEmpty, nameOf } from '../values.ts';
import { text } from './text.ts';

interface MoveDialogProps {
  register: Register;
  entry: EntryDetail;
  etag: string | null;
  moveId: string;
  onClose: () => void;
}

/** One step of an entry's life, with the fields that it needs. */
export function MoveDialog({ register, entry, etag, moveId, onClose }: MoveDialogProps) {
  const t = useText(text).move;
  const language = useLanguage();
  const move = register.lifeCycle?.moves.find(({ id }) => id === moveId);
  const needed = register.fields.filter(({ id }) => move?.needs.includes(id));
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(needed.map(({ id }) => [id, entry.values[id] ?? null])),
  );
  const [note, setNote] = useState('');
  const save = useMoveEntry(register.id, entry.id);
  const errors = save.error instanceof ApiProblem ? save.error.errors : [];
  const asksReason = save.error instanceof ApiProblem && save.error.code === 'entry-needs-reasons';
  const errorOf = (id: string) => errors.find(({ field }) => fieldOfError(field) === id)?.message;
  const name = move ? nameOf(move, language) : moveId;
  const missing = needed.some(({ id }) => isEmpty(values[id]));
  const send = () =>
    save
      .mutateAsync({
        body: {
          move: moveId,
          ...(note.trim() ? { note: note.trim() } : {}),
          ...(needed.length > 0 ? { values: { ...values } } : {}),
        },
        etag,
      })
      .then(onClose);
  return (
    <Dialog
      title={name}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.do(name)}
          disabled={save.isPending || missing}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      {needed.length > 0 ? <p className="ln-small ln-second">{t.needs}</p> : null}
      {needed.map((field) => (
        <FieldInput
          key={field.id}
          field={{ ...field, required: true }}
          register={register}
          refs={entry.refs}
          value={values[field.id]}
          error={errorOf(field.id)}
          onChange={(value) => setValues({ ...values, [field.id]: value })}
        />
      ))}
      <AreaField
        label={t.note}
        maxLength={2000}
        error={asksReason && note.trim() === '' ? t.noteAsReason : undefined}
        value={note}
        onChange={setNote}
      />
      {save.isError && errors.every(({ field }) => !needed.some(({ id }) => id === fieldOfError(field))) ? (
        <ErrorState error={save.error} safe={t.failed} />
      ) : null}
    </Dialog>
  );
}
