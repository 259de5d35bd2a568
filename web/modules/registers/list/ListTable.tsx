import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Entry, Register } from '../../../../server/kernel/registers/model.ts';
import { download } from '../../../shell/api.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { countQuery, entriesPath, entriesQuery } from '../api.ts';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';
import { BulkActions } from './BulkActions.tsx';
import { entryHref, useEntryColumns } from './columns.tsx';
import { useShownColumns } from './use-columns.ts';
import type { ListView } from './use-list-view.ts';

const keyOf = ({ id }: Entry) => id;
const titleOf = ({ title }: Entry) => title;

/** The entries under the filter, as rows that come on the way down. */
export function ListTable({ register, view }: { register: Register; view: ListView }) {
  const t = useText(text).list;
  const language = useLanguage();
  const query = useInfiniteQuery(entriesQuery(register.id, view.filter));
  const count = useQuery(countQuery(register.id, view.filter));
  const [shown] = useShownColumns(register);
  const columns = useEntryColumns(register, shown);
  const clear = useClearFilters(view.clearKeys);
  const [done, setDone] = useState('');
  // Where a filter fails the rows of the one before it stay.
  const data = useLastKnown(query.data);
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const retry = () => void query.refetch();
  const isPast = view.filter.asAt !== undefined;
  if (!data) {
    return query.isError ? (
      <ErrorState error={query.error} onRetry={retry} />
    ) : (
      <Loading shape="table" rows={14} what={t.what} onRetry={retry} />
    );
  }
  return (
    <>
      {query.isError ? <ErrorState error={query.error} onRetry={retry} safe={t.filterFailed} /> : null}
      <p className="ln-small" role="status">
        {done}
      </p>
      <DataTable
        id={`register-${register.id}`}
        caption={t.caption(nameOf(register, language))}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={titleOf}
        rowPath={(entry) => entryHref(register.id, entry.id)}
        onExport={() => void download(entriesPath(register.id), { query: view.filter, as: 'xlsx' })}
        serverSort
        total={hasNextPage ? Math.max(count.data?.count ?? 0, rows.length + 1) : rows.length}
        onNeedMore={more}
        updating={query.isPlaceholderData || !query.data}
        synthetic={count.data?.synthetic}
        footer={count.data?.synthetic ? <span className="ln-third reg-foot">{t.demoNote}</span> : null}
        actions={
          register.mayWrite && !isPast
            ? (selected, unselect) => (
                <BulkActions register={register} selected={selected} onDone={setDone} onClear={unselect} />
              )
            : undefined
        }
        empty={
          view.filtered ? (
            <EmptyState kind="filtered" onClear={clear} />
          ) : (
            <EmptyState kind="nothing-yet" detail={register.mayWrite ? t.nothing : t.nothingReader} />
          )
        }
      />
    </>
  );
}

function useLastKnown<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return value ?? last.current;
}
