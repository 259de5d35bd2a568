import { useState } from 'react';
import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { useCaseChanges } from '../api.ts';
import { text } from '../text.ts';

export function Reopen({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const { reopen } = useCaseChanges(detail.id);
  const [reason, setReason] = useState('');
  return (
    <form
      className="ln-form ln-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        reopen.mutate({ revision: detail.revision, reason: reason.trim() });
      }}
    >
      <TextField label={t.reopenWhy} value={reason} onChange={setReason} maxLength={500} />
      <button type="submit" className="ln-button" disabled={reason.trim() === '' || reopen.isPending}>
        {t.reopen}
      </button>
      {reopen.isError ? <ErrorState error={reopen.error} /> : null}
    </form>
  );
}
