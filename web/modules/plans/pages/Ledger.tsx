import { useText } from '../../../shell/preferences.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { PartBoundary } from '../../../shell/widgets/Part.tsx';
import { useLedgerView } from '../ledger/filter.ts';
import { LedgerFilters } from '../ledger/LedgerFilters.tsx';
import { LedgerHead } from '../ledger/LedgerHead.tsx';
import { LedgerNotes } from '../ledger/LedgerNotes.tsx';
import { LedgerTable } from '../ledger/LedgerTable.tsx';
import { useLedgerRows } from '../ledger/rows.ts';
import { text } from '../ledger-text.ts';
import '../ledger/ledger.css';

/** Every number that a plan has set, how far it is, who answers for it and where it is written. */
export function Ledger() {
  const t = useText(text);
  const view = useLedgerView();
  const { query, ledger, more } = useLedgerRows(view.filter);
  const retry = () => void query.refetch();
  return (
    <>
      <LedgerHead ledger={ledger} filter={view.filter} month={view.month} />
      <LedgerFilters ledger={ledger} />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={retry} safe={ledger ? t.filterFailed : undefined} />
      ) : null}
      {ledger ? (
        <PartBoundary name={t.what}>
          <LedgerTable ledger={ledger} view={view} updating={query.isPlaceholderData} onNeedMore={more} />
          <LedgerNotes view={view} />
        </PartBoundary>
      ) : query.isError ? null : (
        <Loading shape="table" rows={14} what={t.what} onRetry={retry} />
      )}
    </>
  );
}
