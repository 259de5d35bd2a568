import { useState } from 'react';
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

/** Checked, approved or reminded together; each by itself, and who was not done is named with the reason. */
export function BulkActions({ selected, onDone }: { selected: readonly ReturnListItem[]; onDone: () => void }) {
  const t = useText(text).round;
  const close = useText(returnText).close;
  const bulk = useBulk();
  const [told, setTold] = useState<{ act: BulkAct; done: number; refused: readonly Refused[] } | null>(null);
  const acts = Object.keys(statesFor) as BulkAct[];
  return (
    <>
      {acts.map((act) => {
        const fitting = selected.filter(({ state }) => statesFor[act].includes(state));
        if (fitting.length === 0) return null;
        return (
          <ConfirmButton
            key={act}
            question={t.actQuestion[act](fitting.length)}
            onConfirm={async () => {
              const answer = await bulk.mutateAsync({ act, ids: fitting.map(({ id }) => id) });
              setTold({ act, ...answer });
            }}
          >
            {t.acts[act]} {fitting.length}
          </ConfirmButton>
        );
      })}
      {told ? (
        <Dialog
          title={t.done(t.acts[told.act], told.done)}
          onClose={() => {
            setTold(null);
            onDone();
          }}
          footer={
            <button
              type="button"
              className="ln-button ln-primary"
              onClick={() => {
                setTold(null);
                onDone();
              }}
            >
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
          ) : null}
        </Dialog>
      ) : null}
    </>
  );
}

interface Refused {
  readonly id: string;
  readonly reporter: string;
  readonly message: string;
}
