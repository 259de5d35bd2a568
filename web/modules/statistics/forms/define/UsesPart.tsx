import type { FormDefinition } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useRegionTitle } from '../../../../shell/regions.ts';
import { useScope } from '../../../../shell/scope.ts';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../../shell/widgets/ConfirmButton.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { PlainHead } from '../../../../shell/widgets/PlainHead.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { formListQuery, useFormUses, useRetireForm } from '../api.ts';
import { text } from '../text.ts';
import { OpenRound } from './OpenRound.tsx';

type Region = { code: string; name: string };
type Asking = { kind: 'add' } | { kind: 'end'; id: string; name: string };

interface UsesPartProps {
  form: string;
  frequency: FormDefinition['frequency'];
  mayEdit: boolean;
}

/** Where the form is collected: rounds open by themselves in these regions, as long as the form is not ended. */
export function UsesPart({ form, frequency, mayEdit }: UsesPartProps) {
  const t = useText(text).define;
  const language = useLanguage();
  const { region, month } = useScope();
  const query = useQuery(formListQuery(region, language));
  const [asking, setAsking] = useState<Asking | null>(null);
  const [opening, setOpening] = useState<Region | null>(null);
  const add = mayEdit ? (
    <button type="button" className="ln-button" onClick={() => setAsking({ kind: 'add' })}>
      {t.uses.add}
    </button>
  ) : null;
  return (
    <>
      <Part query={query} what={t.uses.caption} loading={{ shape: 'table', rows: 4 }}>
        {({ items }) => {
          const item = items.find(({ id }) => id === form);
          const uses = item?.uses ?? [];
          const retire = item?.mayEdit ? <Retire form={form} retired={item.retired} /> : null;
          if (uses.length === 0) {
            return (
              <EmptyState
                kind="nothing-yet"
                detail={t.uses.none}
                action={
                  <>
                    {add}
                    {retire}
                  </>
                }
              />
            );
          }
          return (
            <Card
              title={t.uses.caption}
              extra={
                <>
                  {retire}
                  {add}
                </>
              }
              flush
            >
              <table className="ln-plain-table">
                <PlainHead caption={t.uses.caption} columns={[t.uses.region, t.uses.from, t.uses.until]}>
                  <td />
                </PlainHead>
                <tbody>
                  {uses.map((use) => (
                    <tr key={use.id}>
                      <th scope="row">{use.region.name}</th>
                      <td>{use.from}</td>
                      <td>{use.until ?? t.uses.open}</td>
                      <td className="ln-right">
                        {mayEdit && !item?.retired ? (
                          <button
                            type="button"
                            className="ln-button ln-button-small"
                            aria-label={`${t.uses.openRound} ${use.region.name}`}
                            onClick={() => setOpening(use.region)}
                          >
                            {t.uses.openRound}
                          </button>
                        ) : null}{' '}
                        {mayEdit && use.until === null ? (
                          <button
                            type="button"
                            className="ln-button ln-button-small"
                            aria-label={`${t.uses.end} ${use.region.name}`}
                            onClick={() => setAsking({ kind: 'end', id: use.id, name: use.region.name })}
                          >
                            {t.uses.end}
                          </button>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Card>
          );
        }}
      </Part>
      {opening ? <OpenRound {...{ form, frequency, month }} region={opening} onClose={() => setOpening(null)} /> : null}
      {asking ? <UseDialog asking={asking} {...{ form, month, region }} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

/** An ended form opens no further rounds; it can be taken up again. */
function Retire({ form, retired }: { form: string; retired: boolean }) {
  const t = useText(text).define;
  const retire = useRetireForm();
  return (
    <ConfirmButton
      className="ln-button"
      question={t.retireQuestion}
      onConfirm={() => retire.mutateAsync({ id: form, retired: !retired })}
    >
      {retired ? t.revive : t.retire}
    </ConfirmButton>
  );
}

type DialogProps = { form: string; month: string; region: string; onClose: () => void };

function UseDialog({ asking, form, month, region, onClose }: DialogProps & { asking: Asking }) {
  const t = useText(text);
  const [at, setAt] = useState(month);
  const { add, end } = useFormUses();
  const name = useRegionTitle(region);
  const isAdding = asking.kind === 'add';
  const send = () =>
    (isAdding ? add.mutateAsync({ form, region, from: at }) : end.mutateAsync({ id: asking.id, until: at })).then(
      onClose,
    );
  return (
    <Dialog
      title={isAdding ? t.define.uses.add : `${t.define.uses.end} · ${asking.name}`}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.round.cancel}
          save={isAdding ? t.define.uses.save : t.define.uses.end}
          disabled={!/^\d{4}-\d{2}$/.test(at) || add.isPending || end.isPending}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      <div className="ln-form">
        {isAdding ? (
          <p>
            {t.define.uses.thisRegion}: <b>{name}</b>
          </p>
        ) : (
          <p>{t.define.uses.endQuestion}</p>
        )}
        <TextField
          label={isAdding ? t.define.uses.from : t.define.uses.lastMonth}
          type="month"
          value={at}
          onChange={setAt}
        />
        <SaveFailure error={add.error ?? end.error} conflict="" />
      </div>
    </Dialog>
  );
}
