import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { useSignalChanges } from '../api.ts';
import { text } from '../text.ts';

/** 立项: makes a case of a signal, and goes to it. */
export function MakeCase({ signalId, className = 'ln-button' }: { signalId: string; className?: string }) {
  const t = useText(text);
  const go = useGo();
  const may = useMay();
  const { makeCase } = useSignalChanges();
  if (!may('signals.handle')) return null;
  // The button is gone as soon as its signal has a case: what follows must not hang on it.
  const make = () =>
    makeCase.mutateAsync(signalId).then(
      ({ caseId }) => go(`/cases/${caseId}`),
      () => undefined,
    );
  return (
    <>
      <button type="button" className={className} disabled={makeCase.isPending} onClick={make}>
        {t.makeCase}
      </button>
      {makeCase.isError ? <ErrorState error={makeCase.error} /> : null}
    </>
  );
}
