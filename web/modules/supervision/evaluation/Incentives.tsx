import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField, SelectField } from '../../../shell/widgets/fields.tsx';
import { type RunDetail, useAdjust } from '../api.ts';
import { text } from '../text.ts';
import { ruleWords } from './words.ts';

/** 激励名单: who the rules propose, and who was put on or taken off by name and with a reason. */
export function Incentives({ run, mayEdit }: { run: RunDetail; mayEdit: boolean }) {
  const t = useText(text);
  const [asked, ask] = useState<{ subject: string; name: string; action: 'add' | 'remove' } | null>(null);
  const listed = new Set(run.incentives.map(({ subject }) => subject));
  const others = run.subjectScores.filter(({ id }) => !listed.has(id));
  return (
    <Card title={t.incentives} note={t.incentivesNote}>
      {run.incentives.length === 0 ? <p className="ln-second">{t.incentivesNone}</p> : null}
      {run.incentives.length > 0 ? (
        <table className="ln-plain-table">
          <caption className="ln-hidden">{t.incentives}</caption>
          <tbody>
            {run.incentives.map((one) => (
              <tr key={one.subject}>
                <th scope="row">{one.name}</th>
                <td>
                  <Tag look={one.listed ? 'blue' : 'grey'}>{one.listed ? t.listed : t.notListed}</Tag>
                </td>
                <td>{one.rules.map((rule) => ruleWords(rule, t)).join('、') || '—'}</td>
                <td className="ln-small ln-second">
                  {one.adjustment ? t.adjustedBy(one.adjustment.made.name, one.adjustment.reason) : null}
                </td>
                <td className="ln-right">
                  {mayEdit ? (
                    <button
                      type="button"
                      className="ln-link"
                      onClick={() =>
                        ask({ subject: one.subject, name: one.name, action: one.listed ? 'remove' : 'add' })
                      }
                    >
                      {one.listed ? t.takeOff : t.putOn}
                      <span className="ln-hidden"> {one.name}</span>
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {mayEdit && others.length > 0 ? (
        <div className="su-narrow ln-no-print">
          <SelectField<string>
            label={t.putOn}
            value=""
            none="—"
            onChange={(id) => {
              const found = others.find((one) => one.id === id);
              if (found) ask({ subject: id, name: found.name, action: 'add' });
            }}
            options={Object.fromEntries(others.map(({ id, name }) => [id, name]))}
          />
        </div>
      ) : null}
      {asked ? <AdjustDialog run={run} asked={asked} onClose={() => ask(null)} /> : null}
    </Card>
  );
}

interface AdjustProps {
  run: RunDetail;
  asked: { subject: string; name: string; action: 'add' | 'remove' };
  onClose: () => void;
}

function AdjustDialog({ run, asked, onClose }: AdjustProps) {
  const t = useText(text);
  const adjust = useAdjust(run.id);
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={t.adjust(asked.name)}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={asked.action === 'add' ? t.putOn : t.takeOff}
          disabled={adjust.isPending || reason.trim().length < 2}
          onCancel={onClose}
          onSave={() => adjust.mutateAsync({ subject: asked.subject, action: asked.action, reason }).then(onClose)}
        />
      }
    >
      <AreaField label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} />
      {adjust.isError ? <ErrorState error={adjust.error} /> : null}
    </Dialog>
  );
}
