import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { useHotkeys } from '../../../shell/hotkeys.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { rememberedList } from '../../../shell/widgets/neighbours.ts';
import { targetHref } from '../ledger/columns.tsx';
import { text } from '../target-text.ts';

/** The targets before and after: of the list one came from, else of the plan. `[` and `]` go there. */
export function useTargetNeighbours({ target, neighbours }: TargetDetail): {
  previous: string | null;
  next: string | null;
} {
  const t = useText(text);
  const go = useGo();
  const keys = rememberedList('targets')?.keys ?? [];
  const at = keys.indexOf(target.id);
  const previous = at < 0 ? neighbours.previous : (keys[at - 1] ?? null);
  const next = at < 0 ? neighbours.next : (keys[at + 1] ?? null);
  useHotkeys([
    { keys: '[', label: t.previous, run: () => previous && go(targetHref(previous)) },
    { keys: ']', label: t.next, run: () => next && go(targetHref(next)) },
  ]);
  return { previous, next };
}
