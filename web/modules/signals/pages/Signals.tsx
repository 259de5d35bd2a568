import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useJob } from '../../../shell/jobs.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { type SignalFilter, signalsQuery, useAfterSignal, useSignalChanges } from '../api.ts';
import { SignalFilters } from '../list/SignalFilters.tsx';
import { SignalPanel } from '../list/SignalPanel.tsx';
import { SignalTable } from '../list/SignalTable.tsx';
import { text } from '../text.ts';
import { momentOf } from '../times.ts';

/** What the rules noticed, worst first; the panel at the right says why, and what is done about it. */
export function Signals() {
  const t = useText(text);
  const language = useLanguage();
  const { region } = useScope();
  const [q] = useUrlState('q', '');
  const [states] = useUrlList('state');
  const [severities] = useUrlList('severity');
  const [rules] = useUrlList('rule');
  const [chosen, choose] = useUrlState('signal', '');
  const filter = useMemo<SignalFilter>(
    () => ({
      region,
      q: q || undefined,
      state: states.length > 0 ? states.join(',') : UNCLOSED,
      severity: severities.join(',') || undefined,
      rule: rules.join(',') || undefined,
    }),
    [region, q, states, severities, rules],
  );
  const query = useInfiniteQuery(signalsQuery(filter, language));
  const [first] = query.data?.pages ?? [];
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const open = rows.find(({ id }) => id === chosen);
  const { byState = {} } = first?.counts ?? {};
  const unclosed = (byState.open ?? 0) + (byState.acknowledged ?? 0) + (byState['in-case'] ?? 0);
  return (
    <>
      <PageHeader
        title={t.title}
        note={first ? t.count(unclosed, first.checkedAt ? momentOf(first.checkedAt, language) : null) : undefined}
        actions={
          <>
            <Link className="ln-button" to="/signals/rules">
              {t.toRules}
            </Link>
            <CheckNow />
          </>
        }
      />
      <SignalFilters counts={first?.counts} />
      {query.isError ? <ErrorState error={query.error} onRetry={() => query.refetch()} /> : null}
      {first ? (
        <SignalTable
          rows={rows}
          total={first.total}
          filtered={q !== '' || states.length + severities.length + rules.length > 0}
          updating={query.isPlaceholderData}
          onNeedMore={() => query.hasNextPage && !query.isFetching && query.fetchNextPage()}
          onOpen={({ id }) => choose(id)}
        />
      ) : query.isError ? null : (
        <Loading shape="table" rows={10} what={t.what} onRetry={() => query.refetch()} />
      )}
      {open ? <SignalPanel key={open.id} signal={open} onClose={() => choose(null)} /> : null}
    </>
  );
}

const UNCLOSED = 'open,acknowledged,in-case';

/** Runs the rules as a job, for those who may handle signals. */
function CheckNow() {
  const t = useText(text);
  const may = useMay();
  const after = useAfterSignal();
  const { check } = useSignalChanges();
  const [job, setJob] = useState<string | null>(null);
  const run = useJob(job);
  const state = run.data?.state;
  const busy = check.isPending || state === 'queued' || state === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the job is done
  useEffect(() => {
    if (state === 'done') void after();
  }, [state]);
  if (!may('signals.handle')) return null;
  return (
    <>
      <button
        type="button"
        className="ln-button"
        disabled={busy}
        onClick={() => check.mutate(undefined, { onSuccess: ({ jobId }) => setJob(jobId) })}
      >
        {busy ? t.checking : t.checkNow}
      </button>
      <span className="ln-hidden" aria-live="polite">
        {state === 'done' ? t.checked : ''}
      </span>
      {check.isError ? <ErrorState error={check.error} /> : null}
    </>
  );
}
