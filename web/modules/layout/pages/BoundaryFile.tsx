import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { FileField } from '../../../shell/widgets/FileField.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { boundariesQuery, useLoadBoundaries, useRemoveBoundaries } from '../api.ts';
import { text } from '../text.ts';

type Datum = 'wgs84' | 'cgcs2000' | 'gcj02';

/** The operator's boundary file, on which all maps draw: load it, see which there is, take it off. */
export function BoundaryFile() {
  const t = useText(text).boundaries;
  const query = useQuery(boundariesQuery());
  const removal = useRemoveBoundaries();
  return (
    <div className="ln-stack">
      <PageHeader title={t.title} />
      <Card title={t.title}>
        <Part query={query} what={t.title} loading={{ shape: 'text', rows: 2 }}>
          {({ boundaries }) =>
            boundaries ? (
              <div className="ln-stack">
                <p>
                  {boundaries.reviewNumber} · {boundaries.source}
                </p>
                <p className="ln-second">
                  {t.loaded(boundaries.count, boundaries.loadedBy, boundaries.loadedAt.slice(0, 10))}
                </p>
                <div>
                  <ConfirmButton question={t.removeQuestion} danger onConfirm={() => removal.mutateAsync()}>
                    {t.remove}
                  </ConfirmButton>
                </div>
              </div>
            ) : (
              <p>{t.none}</p>
            )
          }
        </Part>
      </Card>
      <LoadForm />
    </div>
  );
}

function LoadForm() {
  const t = useText(text).boundaries;
  const load = useLoadBoundaries();
  const [file, setFile] = useState<File | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const [fields, setFields] = useState<{ reviewNumber: string; source: string; datum: Datum }>({
    reviewNumber: '',
    source: '',
    datum: 'cgcs2000',
  });
  const set = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const send = async () => {
    setUnreadable(false);
    let geojson: unknown;
    try {
      geojson = JSON.parse((await file?.text()) ?? '');
    } catch {
      setUnreadable(true);
      return;
    }
    load.mutate({ ...fields, geojson });
  };
  return (
    <Card title={t.load}>
      <div className="ln-stack">
        <p className="ln-second">{t.note}</p>
        <FileField label={t.file} accept=".json,.geojson" file={file} onChange={setFile} />
        {unreadable ? <p className="ln-note ln-fault">{t.notJson}</p> : null}
        <TextField
          label={t.reviewNumber}
          hint={t.reviewHint}
          value={fields.reviewNumber}
          onChange={(reviewNumber) => set({ reviewNumber })}
        />
        <TextField label={t.source} hint={t.sourceHint} value={fields.source} onChange={(source) => set({ source })} />
        <SelectField<Datum>
          label={t.datum}
          value={fields.datum}
          onChange={(datum) => set({ datum })}
          options={t.datums}
        />
        <div>
          <button
            type="button"
            className="ln-button ln-primary"
            disabled={!file || fields.reviewNumber === '' || fields.source === '' || load.isPending}
            onClick={() => void send()}
          >
            {t.load}
          </button>
        </div>
        {load.data ? (
          <p className="ln-note" role="status">
            {t.done(load.data.count)}
          </p>
        ) : null}
        {load.isError ? <ErrorState error={load.error} /> : null}
      </div>
    </Card>
  );
}
