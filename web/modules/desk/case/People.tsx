import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { SelectField } from '../../../shell/widgets/fields.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { peopleQuery, useCaseChanges } from '../api.ts';
import { text } from '../text.ts';

/** Who takes part and as what. */
export function People({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const { drop } = useCaseChanges(detail.id);
  const [adding, setAdding] = useState(false);
  const may = detail.mayHandle && !detail.state.final;
  return (
    <Card
      title={t.people}
      extra={
        may && !adding ? (
          <button type="button" className="ln-link ln-small ln-no-print" onClick={() => setAdding(true)}>
            {t.addPerson}
          </button>
        ) : null
      }
    >
      {detail.participants.length === 0 ? <p className="ln-third">{t.noPeople}</p> : null}
      <ul className="desk-plain">
        {detail.participants.map(({ id, name, role }) => (
          <li key={`${id} ${role}`} className="ln-row">
            <span className="ln-grow">
              {name} <span className="ln-small ln-third">{t.roles[role]}</span>
            </span>
            {may && role !== 'owner' ? <RemoveButton label={t.remove(name)} onClick={() => drop.mutate(id)} /> : null}
          </li>
        ))}
      </ul>
      {drop.isError ? <ErrorState error={drop.error} /> : null}
      {adding ? <AddPerson detail={detail} onDone={() => setAdding(false)} /> : null}
    </Card>
  );
}

function AddPerson({ detail, onDone }: { detail: CaseDetail; onDone: () => void }) {
  const t = useText(text).case;
  const work = useText(text).work;
  const people = useQuery(peopleQuery(detail.id));
  const { add } = useCaseChanges(detail.id);
  const [userId, setUserId] = useState('');
  const [role, setRole] = useState<'support' | 'supervisor'>('support');
  const { owner: _owner, ...roles } = t.roles;
  return (
    <form
      className="ln-form ln-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ userId, role }, { onSuccess: onDone });
      }}
    >
      <SelectField
        label={t.person}
        none={work.noneChosen}
        options={Object.fromEntries(
          people.data?.items.map(({ id, name, region }) => [id, `${name} · ${region}`]) ?? [],
        )}
        value={userId}
        onChange={setUserId}
      />
      <SelectField label={t.asRole} options={roles} value={role} onChange={setRole} />
      {add.isError ? <ErrorState error={add.error} /> : null}
      <div className="ln-row">
        <button type="button" className="ln-button ln-button-small" onClick={onDone}>
          {t.cancel}
        </button>
        <button
          type="submit"
          className="ln-button ln-button-small ln-primary"
          disabled={userId === '' || add.isPending}
        >
          {t.addPerson}
        </button>
      </div>
    </form>
  );
}
