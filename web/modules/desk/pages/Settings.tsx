import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { type Digest, digestQuery, useDigest } from '../api.ts';
import { text } from '../text.ts';

/** 我的设置: what is sent to me by mail, and how often. */
export function Settings() {
  const t = useText(text).settings;
  const query = useQuery(digestQuery);
  return (
    <>
      <PageHeader title={t.title} />
      <Card title={t.digest}>
        <p className="ln-second">{t.digestNote}</p>
        <Part query={query} what={t.what} loading={{ shape: 'text', rows: 3 }}>
          {(digest) => <DigestForm digest={digest} />}
        </Part>
      </Card>
    </>
  );
}

function DigestForm({ digest }: { digest: Digest }) {
  const t = useText(text).settings;
  const save = useDigest();
  const [email, setEmail] = useState(digest.email ?? '');
  const [frequency, setFrequency] = useState(digest.frequency);
  return (
    <form
      className="ln-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ email: email.trim() || null, frequency });
      }}
    >
      <TextField label={t.email} type="email" autoComplete="email" value={email} onChange={setEmail} />
      <SelectField label={t.frequency} options={t.frequencies} value={frequency} onChange={setFrequency} />
      {save.isError ? <ErrorState error={save.error} /> : null}
      <div className="ln-row">
        <button
          type="submit"
          className="ln-button ln-primary"
          disabled={save.isPending || (frequency !== 'off' && email.trim() === '')}
        >
          {t.save}
        </button>
        <span role="status" className="ln-second">
          {save.isSuccess ? t.saved : ''}
        </span>
      </div>
    </form>
  );
}
