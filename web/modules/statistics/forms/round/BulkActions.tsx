import type { ReturnListItem } from '../../../../../server/modules/statistics/returns/model.ts';
import { useText } from '../../../../shell/preferences.tsx';
import { ConfirmButton } from '../../../../shell/widgets/ConfirmButton.tsx';
import { Dialog } from '../../../../shell/widgets/Dialog.tsx';
import { type BulkAct, useBulk } from '../../returns/api.ts';
import { text as returnText } from '../../returns/text.ts';
import { text } from '../text.ts';

const statesFor: Record<BulkAct, readonly string[]> = {
  check: ['submitted'],
  approve: ['submitted', 'checked'],
  remind: ['open', 'draft', 'returned'],
};

export interface BulkTold {
  readonly act: BulkAct;
  readonly done: number;
  readonly refused: readonly { readonly id: string; readonly reporter: string; readonly message: string }[];
}

/** Checked, approved or reminded together. What became of it is told by `BulkAnswer`, which outlives the selection. */
export function BulkActions(props: { selected: readonly ReturnListItem[]; onDone: (told: BulkTold) => void }) {
  const t = useText(text).round;
  const bulk = useBulk();
  return (Object.keys(statesFor) as BulkAct[]).map((act) => {
    const fitting = props.selected.filter(({ state }) => statesFor[act].includes(state));
    if (fitting.length === 0) return null;
    return (
      <ConfirmButton
        key={act}
        question={t.actQuestion[act](fitting.length)}
        onConfirm={async () => {
          const answer = await bulk.mutateAsync({ act, ids: fitting.map(({ id }) => id) });
          props.onDone({ act, ...answer });
        }}
      >
        {t.acts[act]} {fitting.length}
      </ConfirmButton>
    );
  });
}

/** How many were done; who was not is named with the reason. */
export function BulkAnswer({ told, onClose }: { told: BulkTold; onClose: () => void }) {
  const t = useText(text).round;
  const close = useText(returnText).close;
  return (
    <Dialog
      title={t.done(t.acts[told.act], told.done)}
      onClose={onClose}
      footer={
        <button type="button" className="ln-button ln-primary" onClick={onClose}>
          {close}
        </button>
      }
    >
      {told.refused.length > 0 ? (
        <>
          <p>{t.refused(told.refused.length)}</p>
          <ul>
            {told.refused.map((one) => (
              <li key={one.id}>
                <b>{one.reporter}</b> {one.message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t.noneRefused}</p>
      )}
    </Dialog>
  );
}
