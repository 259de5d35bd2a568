import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Ledger, TaskList } from '../../../../server/modules/plans/model.ts';
import { get } from '../../../shell/api.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { text } from '../text.ts';
import { MakeItem } from './MakeItem.tsx';

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
          <tr key={row.id}>
            <th scope="row">
              {row.name}
              <br />
              <span className="ln-small ln-third">{row.more}</span>
            </th>
            <td className="ln-right ln-nowrap">
              <MakeItem kind={kind} id={row.id} name={row.name} className="ln-button ln-button-small" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
