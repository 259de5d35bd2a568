import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { PlainHead } from '../../../shell/widgets/PlainHead.tsx';
import { type Criterion, type SchemeBody, useMakeVersion } from '../api.ts';
import { text } from '../text.ts';
import { scoringWords } from './words.ts';

/** Weights and bounds of the newest version, changed into a new one; what else a scheme has comes by the API. */
export function SchemeForm({ id, body, onClose }: { id: string; body: SchemeBody; onClose: () => void }) {
  const t = useText(text);
  const language = useLanguage();
  const [criteria, setCriteria] = useState(body.criteria);
  const [reason, setReason] = useState('');
  const save = useMakeVersion(id);
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  const isWhole = Math.abs(sum - 100) < 1e-6;
  const change = (at: number, part: Partial<Criterion>) =>
    setCriteria(criteria.map((one, n) => (n === at ? { ...one, ...part } : one)));
  return (
    <Dialog
      title={t.edit}
      width={820}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.saveVersion}
          disabled={save.isPending || !isWhole || reason.trim() === ''}
          onCancel={onClose}
          onSave={() => save.mutateAsync({ body: { ...body, criteria }, reason }).then(onClose)}
        />
      }
    >
      <p className="ln-small ln-second">{t.editNote}</p>
      <table className="ln-plain-table">
        <PlainHead
          caption={t.criteria}
          columns={[t.criteriaColumns.name, t.criteriaColumns.weight, t.criteriaColumns.scoring]}
        />
        <tbody>
          {criteria.map((criterion, at) => (
            <tr key={criterion.id} className="su-criterion">
              <th scope="row">{criterion.name[language]}</th>
              <td>
                <NumberInput
                  label={`${criterion.name[language]} ${t.criteriaColumns.weight}`}
                  value={criterion.weight}
                  onChange={(weight) => change(at, { weight })}
                />
              </td>
              <td>
                <Bounds criterion={criterion} onChange={(scoring) => change(at, { scoring })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={isWhole ? 'ln-small ln-second' : 'ln-note ln-warning'} role="status">
        {isWhole ? t.weightsSum('100') : `${t.weightsSum(String(Number(sum.toFixed(4))))}。${t.weightsWrong}`}
      </p>
      <AreaField label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} />
      {save.isError ? <ErrorState error={save.error} /> : null}
    </Dialog>
  );
}

function Bounds({ criterion, onChange }: { criterion: Criterion; onChange: (scoring: Criterion['scoring']) => void }) {
  const t = useText(text);
  const { scoring } = criterion;
  const name = criterion.name[useLanguage()];
  if (scoring.kind === 'steps') return <span className="ln-small">{scoringWords(scoring, t)}</span>;
  const pair =
    scoring.kind === 'linear'
      ? ([
          [t.zero, scoring.zero, (zero: number) => onChange({ ...scoring, zero })],
          [t.full, scoring.full, (full: number) => onChange({ ...scoring, full })],
        ] as const)
      : ([
          [t.best, scoring.best, (best: number) => onChange({ ...scoring, best })],
          [t.worst, scoring.worst, (worst: number) => onChange({ ...scoring, worst })],
        ] as const);
  return (
    <span className="ln-row">
      {pair.map(([label, value, set]) => (
        <span key={label} className="ln-small">
          {label} <NumberInput label={`${name} ${label}`} value={value} onChange={set} />
        </span>
      ))}
    </span>
  );
}

function NumberInput({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <input
      className="ln-input su-number"
      type="number"
      step="any"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const next = event.target.valueAsNumber;
        if (Number.isFinite(next)) onChange(next);
      }}
    />
  );
}
