import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseRow } from '../../../../server/kernel/cases/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { describeProblem } from '../../../shell/problem.ts';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { peopleOfAllQuery, useAssignCases } from '../api.ts';
import { text } from '../text.ts';

/** Gives cases to a person, one after another: what fails is told by case, the rest stands. */
export function AssignDialog({ cases, onClose }: { cases: readonly CaseRow[]; onClose: () => void }) {
  const t = useText(text).work;
  const language = useLanguage();
  const people = useQuery(peopleOfAllQuery(cases));
  const assign = useAssignCases();
  const [handler, setHandler] = useState('');
  const [reason, setReason] = useState('');
  const failed = assign.data?.failed ?? [];
  const run = () =>
    assign.mutateAsync({ cases, handler, reason: reason.trim() }).then((done) => {
      if (done.failed.length === 0) onClose();
    });
  return (
    <Dialog
      title={t.assignTitle(cases.length)}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.assignRun(cases.length)}
          disabled={handler === '' || assign.isPending}
          onCancel={onClose}
          onSave={run}
        />
      }
    >
      <Part query={people} loading={{ shape: 'text', rows: 2 }}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.assignNoPeople}</p>
          ) : (
            <div className="ln-form">
              <SelectField
                label={t.assignTo}
                none={t.noneChosen}
                options={Object.fromEntries(items.map(({ id, name, region }) => [id, `${name} · ${region}`]))}
                value={handler}
                onChange={setHandler}
              />
              <TextField label={t.assignReason} value={reason} onChange={setReason} maxLength={500} />
            </div>
          )
        }
      </Part>
      {failed.length > 0 ? (
        <div className="ln-fault" role="alert">
          <p>
            {assign.data && assign.data.done > 0 ? `${t.assignDone(assign.data.done)} ` : ''}
            {t.assignFailed(failed.length)}
          </p>
          <ul>
            {failed.map(({ title, error }) => (
              <li key={title}>
                {title}：{describeProblem(error, language).what}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Dialog>
  );
}
