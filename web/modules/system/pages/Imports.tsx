import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import type { ImportReport } from '../../../shell/widgets/import-report.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { importsQuery, takeBackUntil } from '../imports-api.ts';
import { text } from '../text.ts';

const keyOf = ({ id }: ImportReport) => id;
const pathOf = ({ id }: ImportReport) => `/system/imports/${id}`;
const states = ['checked', 'written', 'undone'] as const;

/** 导入记录: one's own imports, what each did, and which can still be taken back. */
export function Imports() {
  const t = useText(text).imports;
  const imports = useQuery(importsQuery(useLanguage()));
  const all = imports.data?.items ?? [];
  const waiting = all.filter(({ state }) => state === 'checked').length;
  return (
    <>
      <PageHeader title={t.title} note={imports.data ? t.count(all.length, waiting) : undefined} />
      <Part query={imports} what={t.what} loading={{ shape: 'table', rows: 8 }}>
        {(data) => <ImportList runs={data.items} />}
      </Part>
    </>
  );
}

function ImportList({ runs }: { runs: readonly ImportReport[] }) {
  const t = useText(text).imports;
  const [q] = useUrlState('q', '');
  const [kinds] = useUrlList('kind');
  const [wanted] = useUrlList('state');
  const clear = useClearFilters(['q', 'kind', 'state']);
  const columns = useColumns();
  const shown = runs.filter(
    (run) =>
      run.fileName.toLowerCase().includes(q.toLowerCase()) &&
      (kinds.length === 0 || kinds.includes(run.kind)) &&
      (wanted.length === 0 || wanted.includes(run.state)),
  );
  const titles = new Map(runs.map(({ kind, title }) => [kind, title]));
  return (
    <>
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          {
            key: 'state',
            label: t.state,
            look: 'flat',
            single: true,
            options: states.map((value) => ({
              value,
              label: t.states[value],
              count: runs.filter(({ state }) => state === value).length,
            })),
          },
          { key: 'kind', label: t.kind, options: [...titles].map(([value, label]) => ({ value, label })) },
        ]}
      />
      <DataTable
        id="imports"
        caption={t.title}
        columns={columns}
        rows={shown}
        rowKey={keyOf}
        rowName={({ fileName }) => fileName}
        rowPath={pathOf}
        density="normal"
        empty={
          runs.length ? (
            <EmptyState kind="filtered" onClear={clear} />
          ) : (
            <EmptyState kind="nothing-yet" title={t.none} detail={t.noneDetail} />
          )
        }
      />
    </>
  );
}

function useColumns(): Column<ImportReport>[] {
  const t = useText(text).imports;
  const language = useLanguage();
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
    const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    const now = new Date();
    const count = (name: keyof ImportReport['counts'], rank: number): Column<ImportReport> => ({
      key: name,
      title: t.counts[name],
      value: ({ counts }) => counts[name],
      render: ({ counts }) => formatNumber(counts[name]),
      align: 'right',
      width: 84,
      rank,
    });
    return [
      {
        key: 'file',
        title: t.file,
        value: ({ fileName }) => fileName,
        render: (run) => <RowLink to={pathOf(run)}>{run.fileName}</RowLink>,
        minWidth: 220,
        rank: 0,
      },
      { key: 'kind', title: t.kind, value: ({ title }) => title, render: ({ title }) => title, width: 130 },
      {
        key: 'state',
        title: t.state,
        value: ({ state }) => t.states[state],
        render: ({ state }) => <Tag look={state === 'checked' ? 'blue' : 'grey'}>{t.states[state]}</Tag>,
        width: 120,
        rank: 0,
      },
      count('new', 2),
      count('changed', 2),
      count('unchanged', 4),
      count('wrong', 1),
      {
        key: 'created',
        title: t.created,
        value: ({ createdAt }) => createdAt,
        render: ({ createdAt }) => time.format(new Date(createdAt)),
        width: 176,
        rank: 1,
      },
      {
        key: 'until',
        title: t.until,
        value: (run) => takeBackUntil(run, now)?.toISOString(),
        render: (run) => {
          const until = takeBackUntil(run, now);
          return until ? day.format(until) : <span className="ln-third">—</span>;
        },
        width: language === 'zh' ? 130 : 190,
        rank: 3,
      },
    ];
  }, [t, language]);
}
