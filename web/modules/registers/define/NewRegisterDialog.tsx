import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { suggestedId } from './AddFieldDialog.tsx';
import { text } from './text.ts';
import { isId, newRegister, type RegisterDraft } from './yaml.ts';

interface NewRegisterProps {
  taken: readonly string[];
  onMake: (source: string) => void;
  onClose: () => void;
}

const empty: RegisterDraft = {
  id: '',
  zh: '',
  en: '',
  row: '',
  module: 'enterprises',
  thing: '',
  hasPlace: true,
  hasStates: false,
  isPublic: false,
};

/** A few questions, and a register that can be put into force as it is. */
export function NewRegisterDialog({ taken, onMake, onClose }: NewRegisterProps) {
  const t = useText(text).wizard;
  const words = useText(text).field;
  const [draft, setDraft] = useState<RegisterDraft>(empty);
  const [tried, setTried] = useState(false);
  const put = (part: Partial<RegisterDraft>) => setDraft({ ...draft, ...part });
  const errors = {
    zh: draft.zh.trim() === '' ? words.needName : undefined,
    id: !isId(draft.id) ? words.badId : taken.includes(draft.id) ? words.taken : undefined,
  };
  const make = () => {
    setTried(true);
    if (errors.zh || errors.id) return undefined;
    onMake(newRegister(draft));
    return undefined;
  };
  const ticks = [
    ['hasPlace', t.place],
    ['hasStates', t.states],
    ['isPublic', t.public],
  ] as const;
  return (
    <Dialog
      title={t.title}
      width={560}
      onClose={onClose}
      footer={<SaveFooter cancel={t.cancel} save={t.make} disabled={false} onCancel={onClose} onSave={make} />}
    >
      <div className="ln-pair">
        <TextField
          label={t.name}
          error={tried ? errors.zh : undefined}
          value={draft.zh}
          onChange={(zh) => put({ zh })}
        />
        <TextField label={t.nameEn} value={draft.en} onChange={(en) => put({ en, id: suggestedId(draft, en) })} />
      </div>
      <TextField
        label={t.id}
        hint={t.idHint}
        error={tried ? errors.id : undefined}
        value={draft.id}
        onChange={(id) => put({ id })}
      />
      <TextField label={t.row} hint={t.rowHint} value={draft.row} onChange={(row) => put({ row })} />
      <div className="ln-pair">
        <TextField label={t.thing} hint={t.thingHint} value={draft.thing} onChange={(thing) => put({ thing })} />
        <SelectField label={t.module} options={t.modules} value={draft.module} onChange={(module) => put({ module })} />
      </div>
      {ticks.map(([key, label]) => (
        <label key={key}>
          <input type="checkbox" checked={draft[key]} onChange={(event) => put({ [key]: event.target.checked })} />{' '}
          {label}
        </label>
      ))}
    </Dialog>
  );
}
