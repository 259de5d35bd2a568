import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { scopeWords } from '../../../../server/modules/statistics/model.ts';
import type { OpenIndicator } from '../../../../server/modules/statistics/open/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useUrlState } from '../../../shell/url.ts';
import { Card, Sentence } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { periodWords } from '../quantity.ts';
import { openListQuery, openSeriesQuery } from './api.ts';
import { OpenFigureValue } from './OpenFigureValue.tsx';
import { SeriesView } from './SeriesView.tsx';
import { text } from './text.ts';
import './open.css';

/** 数据开放: what is published of the region, for everybody, as pages and for programs. */
export function OpenData() {
  const t = useText(text);
  const language = useLanguage();
  const { region } = useScope();
  const [code, setCode] = useUrlState('indicator', '');
  const query = useQuery(openListQuery(region, language));
  const place = query.data?.region.name ?? '';
  const own = query.data?.items.find((one) => one.code === code);
  return (
    <>
      <PageHeader
        title={own ? own.name : t.title}
        note={own ? own.group.name : place ? t.note(place) : null}
        actions={
          code ? (
            <button type="button" className="ln-button" onClick={() => setCode(null)}>
              {t.back}
            </button>
          ) : null
        }
      />
      <div className="ln-stack">
        {code ? (
          <OneIndicator code={code} region={region} />
        ) : (
          <Part
            query={query}
            what={t.what}
            loading={{ shape: 'table', rows: 12 }}
            empty={({ items }) => items.length === 0}
            emptyState={<EmptyState kind="nothing-yet" title={t.none(place)} />}
          >
            {({ items }) => <Published items={items} place={place} onOpen={setCode} />}
          </Part>
        )}
        <Terms />
      </div>
    </>
  );
}

function OneIndicator({ code, region }: { code: string; region: string }) {
  const t = useText(text);
  const query = useQuery(openSeriesQuery(code, region, useLanguage()));
  return (
    <Part query={query} what={t.whatSeries} loading={{ shape: 'chart', height: 360 }}>
      {(series) => <SeriesView series={series} />}
    </Part>
  );
}

interface PublishedProps {
  items: readonly OpenIndicator[];
  place: string;
  onOpen: (code: string) => void;
}

function Published({ items, place, onOpen }: PublishedProps) {
  const t = useText(text);
  const language = useLanguage();
  const [q] = useUrlState('q', '');
  const clear = useClearFilters(['q']);
  const columns = useColumns(onOpen);
  const shown = useMemo(() => {
    const wanted = q.trim().toLowerCase();
    return items.filter(({ name, code }) => wanted === '' || `${name} ${code}`.toLowerCase().includes(wanted));
  }, [items, q]);
  const newest = items
    .filter(({ newest: one }) => !one.period.includes('..') || one.period.includes('-'))
    .map(({ newest: one }) => one.period)
    .toSorted((a, b) => (a.slice(0, 4) + a.slice(-2) < b.slice(0, 4) + b.slice(-2) ? 1 : -1))[0];
  return (
    <div className="ln-stack">
      <Sentence>{t.sentence(place, formatNumber(items.length), newest ? periodWords(newest, language) : '')}</Sentence>
      <FilterChips search={{ placeholder: t.search }} filters={[]} />
      <DataTable
        id="open-indicators"
        caption={t.caption}
        columns={columns}
        rows={shown}
        rowKey={codeOf}
        onOpen={(row) => onOpen(row.code)}
        groupOf={groupOf}
        groupTitle={(_, rows) => <b>{rows[0]?.group.name}</b>}
        synthetic={items.some(({ newest: one }) => one.synthetic)}
        height="content"
        empty={<EmptyState kind="filtered" onClear={clear} />}
      />
    </div>
  );
}

const codeOf = ({ code }: OpenIndicator) => code;
const groupOf = ({ group }: OpenIndicator) => group.id;

function useColumns(onOpen: (code: string) => void): Column<OpenIndicator>[] {
  const t = useText(text).columns;
  const language = useLanguage();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t.name,
        minWidth: 220,
        rank: 0,
        value: ({ name }) => name,
        render: ({ code, name, newest }) => (
          <>
            <button type="button" className="ln-link" onClick={() => onOpen(code)}>
              {name}
            </button>{' '}
            <span className="ln-small ln-third">{scopeWords(newest.scope, language)}</span>
          </>
        ),
      },
      {
        key: 'newest',
        title: t.newest,
        width: 160,
        align: 'right',
        rank: 0,
        render: (row) => <OpenFigureValue figure={row.newest} of={row} />,
      },
      {
        key: 'period',
        title: t.period,
        width: 150,
        rank: 1,
        value: ({ newest }) => newest.period,
        render: ({ newest }) => periodWords(newest.period, language),
      },
      {
        key: 'released',
        title: t.released,
        width: 120,
        rank: 3,
        value: ({ newest }) => newest.releasedAt,
        render: ({ newest }) => <span className="ln-small ln-third">{newest.releasedAt.slice(0, 10)}</span>,
      },
      {
        key: 'figures',
        title: t.figures,
        width: 100,
        align: 'right',
        rank: 4,
        value: ({ figures }) => figures,
        render: ({ figures }) => formatNumber(figures),
      },
    ],
    [t, language, onOpen],
  );
}

function Terms() {
  const t = useText(text);
  return (
    <Card title={t.terms}>
      <ul className="open-terms">
        {t.termsText.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}
