import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useSession } from '../../../shell/session.ts';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { AreaField, SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../shell/widgets/SaveFailure.tsx';
import { Combo } from '../library/Combo.tsx';
import { RegionField } from '../library/RegionField.tsx';
import { planNamesQuery } from '../library-api.ts';
import { type BodyInput, type BodyView, useSaveBody } from '../responsibility-api.ts';
import { text } from '../responsibility-text.ts';
import { MembersEditor } from './MembersEditor.tsx';

type Draft = Omit<BodyInput, 'regionCode'> & { region: { code: string; name: string } };

/** A coordination body: what it is, who is in it, what it is for. */
export function BodyDialog({ body, onClose }: { body: BodyView | null; onClose: () => void }) {
  const t = useText(text);
  const f = t.fields;
  const { defaultRegion } = useSession();
  const plans = useQuery(planNamesQuery(useLanguage())).data?.items ?? [];
  const save = useSaveBody();
  const [draft, setDraft] = useState<Draft>(() => draftOf(body, defaultRegion));
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const send = async () => {
    setTried(true);
    if (draft.name.trim() === '') return;
    const { region, ...fields } = draft;
    await save.mutateAsync({
      body,
      fields: {
        ...fields,
        name: draft.name.trim(),
        regionCode: region.code,
        members: draft.members.filter(({ unit }) => unit.trim() !== ''),
      },
    });
    onClose();
  };
  const words = (key: 'name' | 'chair' | 'leadUnit' | 'chain', error?: string) => (
    <TextField label={f[key]} error={error} value={draft[key]} onChange={(value) => change({ [key]: value })} />
  );
  const date = (key: 'foundedOn' | 'endedOn') => (
    <TextField
      label={f[key]}
      type="date"
      value={draft[key] ?? ''}
      onChange={(value) => change({ [key]: value || null })}
    />
  );
  return (
    <Dialog
      title={body ? t.editBody : t.addBody}
      width={720}
      onClose={onClose}
      footer={<SaveFooter cancel={t.cancel} save={t.save} disabled={save.isPending} onCancel={onClose} onSave={send} />}
    >
      <div className="pl-form">
        <div className="pl-full">{words('name', isTried && draft.name.trim() === '' ? t.required : undefined)}</div>
        <SelectField label={f.kind} value={draft.kind} options={t.bodyKinds} onChange={(kind) => change({ kind })} />
        <Field label={f.region}>
          {(attributes) => (
            <RegionField
              id={attributes.id}
              value={draft.region}
              first={[draft.region]}
              onPick={(region) => change({ region })}
            />
          )}
        </Field>
        {words('leadUnit')}
        {words('chair')}
        {draft.kind === 'chain-chief' || draft.chain !== '' ? words('chain') : null}
        <Field label={f.plan}>
          {(attributes) => (
            <Combo
              id={attributes.id}
              shown={plans.find(({ id }) => id === draft.planId)?.title ?? t.noPlan}
              options={[
                { value: '', label: t.noPlan },
                ...plans.map(({ id, title, region }) => ({ value: id, label: title, note: region.name })),
              ]}
              onPick={({ value }) => change({ planId: value || null })}
            />
          )}
        </Field>
        {date('foundedOn')}
        {date('endedOn')}
        <div className="pl-full">
          <AreaField label={f.duties} rows={3} value={draft.duties} onChange={(duties) => change({ duties })} />
        </div>
      </div>
      <MembersEditor members={draft.members} onChange={(members) => change({ members })} />
      <SaveFailure error={save.error} conflict={t.conflict} />
    </Dialog>
  );
}

function draftOf(body: BodyView | null, region: { code: string; name: string }): Draft {
  if (!body) {
    return {
      name: '',
      kind: 'joint-conference',
      region,
      planId: null,
      chair: '',
      leadUnit: '',
      duties: '',
      chain: '',
      foundedOn: null,
      endedOn: null,
      members: [],
    };
  }
  const { name, kind, planId, chair, leadUnit, duties, chain, foundedOn, endedOn, members } = body;
  return { name, kind, region: body.region, planId, chair, leadUnit, duties, chain, foundedOn, endedOn, members };
}
