import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { type RunCheck, type RunDetail, useCheckRun } from '../api.ts';
import { text } from '../text.ts';

/** 重算并核对: makes the run again and says whether it comes out the same. */
export function CheckAgain({ run }: { run: RunDetail }) {
  const t = useText(text);
  const check = useCheckRun(run.id);
  return (
    <>
      <button type="button" className="ln-button" disabled={check.isPending} onClick={() => check.mutate()}>
        {check.isPending ? t.checking : t.check}
      </button>
      {check.isError ? <ErrorState error={check.error} /> : null}
      {check.data ? <Outcome run={run} check={check.data} /> : null}
    </>
  );
}

function Outcome({ run, check }: { run: RunDetail; check: RunCheck }) {
  const t = useText(text);
  const language = useLanguage();
  const names = new Map(run.subjectScores.map(({ id, name }) => [id, name]));
  const criteria = new Map(run.body.criteria.map(({ id, name }) => [id, name[language]]));
  const words = (value: number | null) => (value === null ? t.noValue : formatNumber(value, 2));
  if (!check.scoresSame)
    return (
      <p className="ln-note ln-fault" role="status">
        {t.checkBroken}
      </p>
    );
  if (check.differences.length === 0)
    return (
      <p className="ln-note" role="status">
        {t.checkSame(check.inputs)}
      </p>
    );
  return (
    <div className="ln-note ln-warning" role="status">
      <p>{t.checkDiffers(check.differences.length)}</p>
      <ul>
        {check.differences.slice(0, 30).map(({ subject, criterion, stored, now }) => (
          <li key={`${subject} ${criterion}`}>
            {names.get(subject)} · {criteria.get(criterion)} {t.was(words(stored), words(now))}
          </li>
        ))}
      </ul>
    </div>
  );
}
