import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { AreaField, SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { registersQuery } from '../api.ts';
import { nameOf } from '../values.ts';
import { text } from './text.ts';
import { type FieldDraft, fieldLine, isId, readOptions } from './yaml.ts';

interface AddFieldProps {
  /** Ids that are taken. */
  taken: readonly string[];
  onAdd: (line: string) => void;
  onClose: () => void;
}

const empty: FieldDraft = {
  id: '',
  zh: '',
  en: '',
  type: 'text',
  required: false,
  many: false,
  values: '',
  unit: '',
  to: '',
  hint: '',
  grade: 'L2',
};

/** One more field, without writing YAML. */
export function AddFieldDialog({ taken, onAdd, onClose }: AddFieldProps) {
  const t = useText(text).field;
  const language = useLanguage();
  const { data } = useQuery(registersQuery());
  const [draft, setDraft] = useState<FieldDraft>(empty);
  const [tried, setTried] = useState(false);
  const put = (part: Partial<FieldDraft>) => setDraft({ ...draft, ...part });
  const errors = {
    zh: draft.zh.trim() === '' ? t.needName : undefined,
    id: !isId(draft.id) ? t.badId : taken.includes(draft.id) ? t.taken : undefined,
    values: draft.type === 'code' && readOptions(draft.values).length === 0 ? t.needValues : undefined,
    to: draft.type === 'reference' && draft.to === '' ? t.to : undefined,
  };
  const shown = (error: string | undefined) => (tried ? error : undefined);
  const add = () => {
    setTried(true);
    if (Object.values(errors).some(Boolean)) return undefined;
    onAdd(fieldLine(draft));
    onClose();
    return undefined;
  };
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      footer={<SaveFooter cancel={t.cancel} save={t.add} disabled={false} onCancel={onClose} onSave={add} />}
    >
      <div className="ln-pair">
        <TextField label={t.name} error={shown(errors.zh)} value={draft.zh} onChange={(zh) => put({ zh })} />
        <TextField label={t.nameEn} value={draft.en} onChange={(en) => put({ en, id: suggestedId(draft, en) })} />
      </div>
      <TextField
        label={t.id}
        hint={t.idHint}
        error={shown(errors.id)}
        value={draft.id}
        onChange={(id) => put({ id })}
      />
      <div className="ln-pair">
        <SelectField
          label={t.type}
          options={t.types}
          value={draft.type as keyof typeof t.types}
          onChange={(type) => put({ type })}
        />
        <SelectField
          label={t.grade}
          options={t.grades}
          value={draft.grade as keyof typeof t.grades}
          onChange={(grade) => put({ grade })}
        />
      </div>
      {draft.type === 'code' ? (
        <AreaField
          label={t.values}
          hint={t.valuesHint}
          error={shown(errors.values)}
          rows={4}
          value={draft.values}
          onChange={(values) => put({ values })}
        />
      ) : null}
      {draft.type === 'number' || draft.type === 'integer' ? (
        <TextField label={t.unit} value={draft.unit} onChange={(unit) => put({ unit })} />
      ) : null}
      {draft.type === 'reference' ? (
        <SelectField
          label={t.to}
          error={shown(errors.to)}
          none=""
          options={Object.fromEntries((data?.items ?? []).map((one) => [one.id, nameOf(one, language)]))}
          value={draft.to}
          onChange={(to) => put({ to })}
        />
      ) : null}
      <TextField label={t.hint} value={draft.hint} onChange={(hint) => put({ hint })} />
      <div className="ln-row">
        <label>
          <input
            type="checkbox"
            checked={draft.required}
            onChange={(event) => put({ required: event.target.checked })}
          />{' '}
          {t.required}
        </label>
        <label>
          <input type="checkbox" checked={draft.many} onChange={(event) => put({ many: event.target.checked })} />{' '}
          {t.many}
        </label>
      </div>
    </Dialog>
  );
}

/** An id from the English name, as long as nobody wrote one. */
export function suggestedId(draft: { id: string; en: string }, en: string): string {
  const slug = (words: string) =>
    words
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[-0-9]+|-+$/g, '')
      .slice(0, 40);
  return draft.id === '' || draft.id === slug(draft.en) ? slug(en) : draft.id;
}
