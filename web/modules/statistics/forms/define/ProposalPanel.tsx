import { useEffect, useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { useScope } from '../../../../shell/scope.ts';
import { ErrorState } from '../../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { Loading } from '../../../../shell/widgets/Loading.tsx';
import { SidePanel } from '../../../../shell/widgets/SidePanel.tsx';
import { type Proposal, useRoster } from '../api.ts';
import { text } from '../text.ts';

interface ProposalPanelProps {
  form: string;
  region: string;
  onClose: () => void;
}

/** The list held against the register: who should enter, who should leave; nothing changes until it is taken. */
export function ProposalPanel({ form, region, onClose }: ProposalPanelProps) {
  const t = useText(text).define.roster;
  const { month } = useScope();
  const { propose, add, end } = useRoster();
  const ask = propose.mutate;
  useEffect(() => ask({ form, region, month }), [ask, form, region, month]);
  const again = () => ask({ form, region, month });
  return (
    <SidePanel title={t.propose} width={460} onClose={onClose}>
      <div className="ln-stack">
        <p className="ln-small ln-second">{t.proposeHow}</p>
        {propose.isPending ? <Loading shape="text" rows={5} what={t.propose} /> : null}
        {[propose.error, add.error, end.error].map((error) =>
          error ? <ErrorState key={error.message} error={error} onRetry={again} /> : null,
        )}
        {propose.data ? (
          <Proposed
            proposal={propose.data}
            busy={add.isPending || end.isPending}
            onAdd={(lines) =>
              add.mutate(
                lines.map(({ party, region: at }) => ({
                  form,
                  region: at.code,
                  since: month,
                  ...(party ? { party: party.id } : {}),
                })),
                { onSuccess: again },
              )
            }
            onEnd={(ids, note) => end.mutate({ ids, until: month, note }, { onSuccess: again })}
          />
        ) : null}
      </div>
    </SidePanel>
  );
}

interface ProposedProps {
  proposal: Proposal;
  busy: boolean;
  onAdd: (lines: Proposal['add']) => void;
  onEnd: (ids: readonly string[], note: string) => void;
}

function Proposed({ proposal, busy, onAdd, onEnd }: ProposedProps) {
  const t = useText(text).define.roster;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const entering = proposal.add.filter((one) => !left.has(keyOf(one)));
  const leaving = proposal.end.filter(({ id }) => !left.has(id));
  const toggle = (key: string) => {
    const next = new Set(left);
    if (!next.delete(key)) next.add(key);
    setLeft(next);
  };
  const choice = (key: string, name: string, where: string) => (
    <li key={key}>
      <label>
        <input type="checkbox" checked={!left.has(key)} onChange={() => toggle(key)} /> {name}{' '}
        <span className="ln-third">{where}</span>
      </label>
    </li>
  );
  if (proposal.add.length === 0 && proposal.end.length === 0) return <p>{t.nothing}</p>;
  return (
    <>
      <p className="ln-small ln-third">{t.proposeSame(proposal.same)}</p>
      {proposal.add.length > 0 ? (
        <section className="ln-stack">
          <h3>{t.add(proposal.add.length)}</h3>
          <ul>{proposal.add.map((one) => choice(keyOf(one), one.party?.name ?? t.bureau, one.region.name))}</ul>
          <button
            type="button"
            className="ln-button"
            disabled={busy || entering.length === 0}
            onClick={() => onAdd(entering)}
          >
            {t.take(entering.length)}
          </button>
        </section>
      ) : null}
      {proposal.end.length > 0 ? (
        <section className="ln-stack">
          <h3>{t.end(proposal.end.length)}</h3>
          <ul>{proposal.end.map((one) => choice(one.id, one.party?.name ?? t.bureau, one.region.name))}</ul>
          <TextField label={t.endNote} maxLength={300} value={note} onChange={setNote} />
          <button
            type="button"
            className="ln-button"
            disabled={busy || leaving.length === 0 || note.trim() === ''}
            onClick={() =>
              onEnd(
                leaving.map(({ id }) => id),
                note.trim(),
              )
            }
          >
            {t.endThem(leaving.length)}
          </button>
        </section>
      ) : null}
    </>
  );
}

const keyOf = ({ party, region }: Proposal['add'][number]) => `${party?.id ?? ''} ${region.code}`;
