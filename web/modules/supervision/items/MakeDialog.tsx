import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Ledger, TaskList } from '../../../../server/modules/plans/model.ts';
import { get } from '../../../shell/api.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { useMakeItem } from '../api.ts';
import { text } from '../text.ts';
import { itemPath } from './columns.tsx';

type Tasks = z.infer<typeof TaskList>;

/** Targets off track and overdue tasks of the region, each with one button that makes an item of it. */
export function MakeDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const t = useText(text);
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['supervision', 'candidates', region, language],
    queryFn: async ({ signal }) => {
      const targets = await get<Ledger>('plans/targets', { query: { region, state: 'off-track', limit: 50 }, signal });
      const tasks = await get<Tasks>('plans/tasks', { query: { region, state: 'overdue', limit: 50 }, signal });
      return {
        targets: targets.items.map((one) => ({
          id: one.id,
          name: one.indicatorTitle ?? one.indicatorName,
          more: one.judgement?.sentence ?? one.planTitle,
        })),
        tasks: tasks.items.map((one) => ({
          id: one.id,
          name: one.title,
          more: `${one.planTitle} · ${one.dueOn ?? ''}`,
        })),
      };
    },
  });
  return (
    <Dialog title={t.makeTitle} width={720} onClose={onClose}>
      <p className="ln-small ln-second">{t.makeNote}</p>
      <Part query={query} what={t.itemsWhat} loading={{ shape: 'text', rows: 6 }}>
        {({ targets, tasks }) => (
          <>
            {targets.length + tasks.length === 0 ? <p>{t.makeNone}</p> : null}
            <Candidates title={t.makeTargets} kind="target" rows={targets} />
            <Candidates title={t.makeTasks} kind="task" rows={tasks} />
          </>
        )}
      </Part>
    </Dialog>
  );
}

interface Candidate {
  id: string;
  name: string;
  more: string;
}

function Candidates({ title, kind, rows }: { title: string; kind: 'target' | 'task'; rows: readonly Candidate[] }) {
  if (rows.length === 0) return null;
  return (
    <table className="ln-plain-table">
      <caption className="ln-small ln-third">{title}</caption>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} kind={kind} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ kind, row }: { kind: 'target' | 'task'; row: Candidate }) {
  const t = useText(text);
  const make = useMakeItem();
  const [unit, setUnit] = useState('');
  const isUnitMissing = make.error instanceof ApiProblem && make.error.code === 'item-without-unit';
  return (
    <tr>
      <th scope="row">
        {row.name}
        <br />
        <span className="ln-small ln-third">{row.more}</span>
        {isUnitMissing ? <TextField label={t.columns.unit} hint={t.makeUnit} value={unit} onChange={setUnit} /> : null}
        {make.isError && !isUnitMissing ? <ErrorState error={make.error} /> : null}
      </th>
      <td className="ln-right ln-nowrap">
        {make.data ? (
          <Link to={itemPath(make.data.id)}>{make.data.made ? t.makeDone : t.makeThere}</Link>
        ) : (
          <button
            type="button"
            className="ln-button ln-button-small"
            disabled={make.isPending || (isUnitMissing && unit.trim() === '')}
            onClick={() => make.mutate({ [kind]: row.id, ...(unit.trim() ? { unit: unit.trim() } : {}) })}
          >
            {t.makeOne}
            <span className="ln-hidden"> {row.name}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
