import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RosterLine } from '../../../../../server/modules/statistics/forms/model.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useScope } from '../../../../shell/scope.ts';
import { useUrlState } from '../../../../shell/url.ts';
import { Tag } from '../../../../shell/widgets/Card.tsx';
import { type Column, DataTable } from '../../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { ExportButton } from '../../../../shell/widgets/ExportButton.tsx';
import { FilterChips } from '../../../../shell/widgets/FilterChips.tsx';
import { ImportPanel } from '../../../../shell/widgets/ImportPanel.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { rosterPath, rosterQuery } from '../api.ts';
import { text } from '../text.ts';
import { AddReporter } from './AddReporter.tsx';
import { EndLines } from './EndLines.tsx';
import { ProposalPanel } from './ProposalPanel.tsx';

/** Who reports the form in the region: the list, what the register proposes, and single ones by hand. */
export function RosterPart({ form, mayEdit }: { form: string; mayEdit: boolean }) {
  const t = useText(text).define.roster;
  const language = useLanguage();
  const { region } = useScope();
  const [q] = useUrlState('q', '');
  const [open, setOpen] = useState<'propose' | 'add' | 'import' | null>(null);
  const query = useInfiniteQuery(rosterQuery({ form, region, q }, language));
  const columns = useMemo<Column<RosterLine>[]>(
    () => [
      {
        key: 'reporter',
        title: t.reporter,
        minWidth: 200,
        rank: 0,
        value: ({ party }) => party?.name ?? '',
        render: ({ party, isNewEntrant }) => (
          <>
            {party?.name ?? t.bureau} {isNewEntrant ? <Tag>{t.entrant}</Tag> : null}
          </>
        ),
      },
      {
        key: 'region',
        title: t.region,
        width: 130,
        rank: 0,
        value: (row) => row.region.name,
        render: (row) => row.region.name,
      },
      { key: 'since', title: t.since, width: 90, value: ({ since }) => since, render: ({ since }) => since },
      { key: 'until', title: t.until, width: 90, value: ({ until }) => until, render: ({ until }) => until ?? '' },
      { key: 'by', title: t.by, width: 130, rank: 3, render: ({ by }) => by },
    ],
    [t],
  );
  return (
    <>
      <p className="ln-small ln-second">{t.note}</p>
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[]}
        end={
          <>
            <ExportButton path={rosterPath} query={{ form, region, q }} />
            {mayEdit ? (
              <>
                <button type="button" className="ln-button" onClick={() => setOpen('import')}>
                  {t.import}
                </button>
                <button type="button" className="ln-button" onClick={() => setOpen('add')}>
                  {t.addOne}
                </button>
                <button type="button" className="ln-button" onClick={() => setOpen('propose')}>
                  {t.propose}
                </button>
              </>
            ) : null}
          </>
        }
      />
      <Part query={query} what={t.caption} loading={{ shape: 'table', rows: 8 }}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return (
            <DataTable
              id={`roster-${form}`}
              caption={t.caption}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              total={query.hasNextPage ? rows.length + 1 : rows.length}
              onNeedMore={() => void (query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage())}
              updating={query.isPlaceholderData}
              actions={mayEdit ? (selected, clear) => <EndLines lines={selected} onDone={clear} /> : undefined}
              rowName={({ party, region: at }) => party?.name ?? at.name}
              empty={<EmptyState kind={q ? 'filtered' : 'nothing-yet'} detail={q ? undefined : t.none} />}
            />
          );
        }}
      </Part>
      {open === 'import' ? (
        <ImportPanel
          kind="roster"
          title={t.import}
          onClose={() => setOpen(null)}
          onWritten={() => void query.refetch()}
        />
      ) : null}
      {open === 'propose' ? <ProposalPanel form={form} region={region} onClose={() => setOpen(null)} /> : null}
      {open === 'add' ? <AddReporter form={form} region={region} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
