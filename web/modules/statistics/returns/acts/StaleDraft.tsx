import { useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { ConfirmButton } from '../../../../shell/widgets/ConfirmButton.tsx';
import type { LoadedReturn } from '../api.ts';
import { forgetDraft } from '../draft/kept.ts';
import { differences } from '../model/cells.ts';
import type { CellAt } from '../model/moves.ts';
import { text } from '../text.ts';

interface StaleDraftProps {
  loaded: LoadedReturn;
  user: string;
  nameOf: (cell: CellAt) => string;
}

/** What was typed here while the return could still be changed, and did not arrive in time: shown, never dropped unasked. */
export function StaleDraft({ loaded: { view, kept }, user, nameOf }: StaleDraftProps) {
  const t = useText(text).stale;
  const { colon } = useText(text);
  const [isGone, setGone] = useState(false);
  if (!kept || isGone || view.may.includes('save')) return null;
  const changes = differences(view.cells, kept.cells);
  return (
    <div className="ln-warning ln-small ln-no-print">
      <p>{t.text(changes.length)}</p>
      <ul>
        {changes.slice(0, 12).map(({ row, column, before, after }) => (
          <li key={`${row} ${column}`}>
            {nameOf({ row, column })}
            {colon}
            {before?.value ?? t.blank} → {after?.value ?? t.blank}
          </li>
        ))}
      </ul>
      <ConfirmButton
        question={t.question}
        danger
        onConfirm={async () => {
          await forgetDraft(user, view.id);
          setGone(true);
        }}
      >
        {t.drop}
      </ConfirmButton>
    </div>
  );
}
