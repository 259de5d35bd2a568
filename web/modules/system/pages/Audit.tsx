import { useInfiniteQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { type AuditEntry, auditQuery } from '../api.ts';
import { text } from '../text.ts';

const keyOf = (entry: AuditEntry) => String(entry.seq);

/** The entry's facts as 'name: value', from the JSON that the server keeps; anything else as it stands. */
function factsOf(detail: string): string {
  try {
    const facts = Object.entries(JSON.parse(detail) as Record<string, unknown>);
    return facts
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(' · ');
  } catch {
    return detail;
  }
}

/** 审计: who did what, newest first; older entries come while scrolling. */
export function Audit() {
  const t = useText(text).audit;
  const language = useLanguage();
  const [q] = useUrlState('q', '');
  const clear = useClearFilters(['q']);
  const audit = useInfiniteQuery(auditQuery(q));
  const rows = audit.data?.pages.flatMap((page) => page.items) ?? [];
  const time = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const columns: Column<AuditEntry>[] = [
    { key: 'seq', title: t.seq, render: (entry) => entry.seq, align: 'right', width: 80, rank: 2 },
    { key: 'at', title: t.at, render: (entry) => time.format(new Date(entry.at)), width: 170, rank: 0 },
    { key: 'actor', title: t.actor, render: (entry) => entry.actorName, width: 160, rank: 0 },
    { key: 'action', title: t.action, render: (entry) => t.actions[entry.action] ?? entry.action, width: 170, rank: 0 },
    {
      key: 'subject',
      title: t.subject,
      render: (entry) => <span title={entry.subject}>{entry.subject}</span>,
      width: 260,
    },
    { key: 'detail', title: t.detail, render: (entry) => <span title={entry.detail}>{factsOf(entry.detail)}</span> },
  ];
  return (
    <>
      <PageHeader title={t.title} note={t.note} />
      <FilterChips filters={[]} search={{ placeholder: t.search }} />
      {audit.isError ? <ErrorState error={audit.error} onRetry={() => audit.refetch()} /> : null}
      {audit.data ? (
        <DataTable
          id="audit"
          caption={t.title}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          onNeedMore={audit.hasNextPage && !audit.isFetching ? audit.fetchNextPage : undefined}
          total={audit.hasNextPage ? rows.length + 1 : rows.length}
          footer={audit.hasNextPage ? t.loaded(formatNumber(rows.length)) : undefined}
          empty={q ? <EmptyState kind="filtered" onClear={clear} /> : <EmptyState kind="nothing-yet" title={t.none} />}
        />
      ) : audit.isError ? null : (
        <Loading shape="table" rows={12} what={t.what} />
      )}
    </>
  );
}
