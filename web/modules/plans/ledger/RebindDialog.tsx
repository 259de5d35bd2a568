import { useState } from 'react';
import type { TargetView } from '../../../../server/modules/plans/model.ts';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { describeProblem } from '../../../shell/problem.ts';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { etagOf, useEditTargets } from '../ledger-api.ts';
import { text } from '../ledger-text.ts';
import { IndicatorPicker } from './IndicatorPicker.tsx';

/** One indicator for several targets at once; what could not be changed is named with its reason. */
export function RebindDialog({ targets, onClose }: { targets: readonly TargetView[]; onClose: () => void }) {
  const t = useText(text);
  const language = useLanguage();
  const [indicator, setIndicator] = useState<IndicatorView | null>(null);
  const edit = useEditTargets();
  const mine = targets.filter(({ mayEdit }) => mayEdit);
  const outcome = edit.data;
  const nameOf = (id: string) => targets.find((target) => target.id === id)?.indicatorName ?? id;
  const run = () =>
    indicator &&
    edit.mutate(
      mine.map(({ id, revision }) => ({
        id,
        fields: { indicatorCode: indicator.code },
        ifMatch: etagOf(revision),
      })),
    );
  return (
    <Dialog
      title={t.rebindTitle(mine.length)}
      onClose={onClose}
      footer={
        outcome ? (
          <button type="button" className="ln-button" onClick={onClose}>
            {t.close}
          </button>
        ) : (
          <>
            <button type="button" className="ln-button" onClick={onClose}>
              {t.cancel}
            </button>
            <button
              type="button"
              className="ln-button ln-primary"
              disabled={!indicator || edit.isPending}
              onClick={run}
            >
              {t.rebindRun(mine.length)}
            </button>
          </>
        )
      }
    >
      {outcome ? (
        <div role="status">
          <p>{t.rebindDone(outcome.done)}</p>
          {outcome.failed.length > 0 ? (
            <>
              <p>{t.rebindFailed(outcome.failed.length)}</p>
              <ul>
                {outcome.failed.map(({ id, error }) => (
                  <li key={id}>
                    {nameOf(id)}：{describeProblem(error, language).what}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      ) : (
        <>
          <p className="ln-second">{t.rebindHelp}</p>
          {mine.length < targets.length ? (
            <p className="ln-warning">{t.notYours(targets.length - mine.length)}</p>
          ) : null}
          <IndicatorPicker code={indicator?.code ?? null} onPick={setIndicator} mayClear={false} />
        </>
      )}
    </Dialog>
  );
}
