import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { useMay, useSession } from '../../../shell/session.ts';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { leadsQuery, useSetLead } from '../figures-api.ts';
import { text } from '../text.ts';

/** Which of the two figures leads in a region, and since when; a bureau may decide it. */
export function LeadButton({ register, region }: { register: Register; region: string }) {
  const t = useText(text).strip;
  const session = useSession();
  const may = useMay();
  const { data } = useQuery({ ...leadsQuery(register.id, region), enabled: session.user !== null, retry: false });
  const regions = useQuery(regionsQuery({ q: region }));
  const [open, setOpen] = useState(false);
  const [leading] = data?.items ?? [];
  const own = data?.items.find((one) => one.region === region);
  const name = regions.data?.items.find(({ code }) => code === region)?.name ?? region;
  if (!data) return null;
  return (
    <>
      {'· '}
      {leading ? t.leadSentence(leading.regionName, t.month(leading.since)) : t.leadNone(name)}{' '}
      {may('registers.lead') && register.mayWrite ? (
        <button type="button" className="ln-link ln-small" onClick={() => setOpen(true)}>
          {t.leadTitle}
        </button>
      ) : null}
      {open ? (
        <LeadDialog
          register={register.id}
          region={region}
          name={name}
          since={own?.since.slice(0, 7) ?? null}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

interface LeadDialogProps {
  register: string;
  region: string;
  name: string;
  since: string | null;
  onClose: () => void;
}

function LeadDialog({ register, region, name, since, onClose }: LeadDialogProps) {
  const t = useText(text).strip;
  const words = useText(widgetText);
  const { month } = useScope();
  const [from, setFrom] = useState(since ?? month);
  const save = useSetLead(register);
  const set = (value: string | null) => save.mutateAsync({ region, since: value }).then(onClose);
  return (
    <Dialog
      title={t.leadTitle}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={words.cancel}
          save={t.set}
          disabled={save.isPending || from === ''}
          onCancel={onClose}
          onSave={() => set(from)}
        />
      }
    >
      <p>{since ? t.leadSentence(name, t.month(since)) : t.leadNone(name)}</p>
      <p className="ln-second">{t.leadText}</p>
      <TextField label={t.since} type="month" value={from} onChange={setFrom} />
      {since ? (
        <button type="button" className="ln-link" onClick={() => void set(null).catch(() => undefined)}>
          {t.unset}
        </button>
      ) : null}
      {save.isError ? <ErrorState error={save.error} safe={words.notDone} /> : null}
    </Dialog>
  );
}
