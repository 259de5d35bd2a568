import { shownUnit } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { dimensionWords } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { type Column, DataTable, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { catalogueQuery, indicatorsPath } from '../api.ts';
import { ImportButton } from '../indicator/ImportButton.tsx';
import { text } from '../text.ts';

/** What is measured: every indicator with its unit, its rhythm and where its figures come from. */
export function Indicators() {
  const t = useText(text);
  const may = useMay();
  const query = useQuery(catalogueQuery(useLanguage()));
  const all = query.data?.items ?? [];
  const shown = useShown(all);
  const clear = useClearFilters(['q', 'group', 'source', 'frequency']);
  const columns = useColumns();
  const counted = (pick: (indicator: IndicatorView) => string, words: Readonly<Record<string, string>>) =>
    [...Map.groupBy(all, pick)]
      .map(([value, members]) => ({ value, label: words[value] ?? value, count: members.length }))
      .sort((a, b) => b.count - a.count);
  return (
    <>
      <PageHeader
        title={t.title}
        note={
          query.data
            ? `${t.count(formatNumber(shown.length))} · ${t.groupCount(new Set(shown.map(groupOf)).size)}`
            : null
        }
        actions={
          <>
            <ExportButton path={indicatorsPath} query={{ limit: 1000 }} />
            {may('statistics.write') ? <ImportButton /> : null}
          </>
        }
      />
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          { key: 'group', label: t.filters.group, options: counted(({ group }) => group, t.groups) },
          { key: 'source', label: t.filters.source, options: counted(({ source }) => String(source.kind), t.sources) },
          {
            key: 'frequency',
            label: t.filters.frequency,
            options: counted(({ frequency }) => frequency, t.frequencies),
          },
        ]}
      />
      <Part query={query} what={t.what} loading={{ shape: 'table', rows: 14 }}>
        {() => (
          <DataTable
            id="indicators"
            caption={t.caption}
            columns={columns}
            rows={shown}
            rowKey={codeOf}
            rowPath={pathOf}
            groupOf={groupOf}
            groupTitle={(key, rows) => (
              <>
                <b>{t.groups[key] ?? key}</b> <span className="ln-small ln-third">{t.count(String(rows.length))}</span>
              </>
            )}
            empty={<EmptyState kind="filtered" onClear={clear} />}
          />
        )}
      </Part>
    </>
  );
}

const codeOf = ({ code }: IndicatorView) => code;
const groupOf = ({ group }: IndicatorView) => group;
const pathOf = ({ code }: IndicatorView) => `/indicators/${code}`;

/** The catalogue is small enough to be filtered here, on each key. */
function useShown(all: readonly IndicatorView[]): readonly IndicatorView[] {
  const [q] = useUrlState('q', '');
  const [group] = useUrlList('group');
  const [source] = useUrlList('source');
  const [frequency] = useUrlList('frequency');
  return useMemo(() => {
    const wanted = q.trim().toLowerCase();
    const among = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
    return all.filter(
      (one) =>
        among(group, one.group) &&
        among(source, String(one.source.kind)) &&
        among(frequency, one.frequency) &&
        (!wanted ||
          [one.nameZh, one.nameEn, one.code, ...one.synonyms].some((name) => name.toLowerCase().includes(wanted))),
    );
  }, [all, q, group, source, frequency]);
}

function useColumns(): Column<IndicatorView>[] {
  const t = useText(text);
  const language = useLanguage();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t.columns.name,
        minWidth: language === 'zh' ? 200 : 280,
        rank: 0,
        value: ({ nameZh, nameEn }) => (language === 'zh' ? nameZh : nameEn),
        render: ({ code, nameZh, nameEn }) => (
          <RowLink to={`/indicators/${code}`}>{language === 'zh' ? nameZh : nameEn}</RowLink>
        ),
      },
      {
        key: 'unit',
        title: t.columns.unit,
        width: language === 'zh' ? 110 : 160,
        rank: 1,
        value: ({ shownAs }) => shownUnit(shownAs, language).word,
        render: ({ shownAs }) => shownUnit(shownAs, language).word,
      },
      {
        key: 'frequency',
        title: t.columns.frequency,
        width: 100,
        rank: 2,
        value: ({ frequency }) => t.frequencies[frequency] ?? frequency,
        render: ({ frequency }) => t.frequencies[frequency] ?? frequency,
      },
      {
        key: 'source',
        title: t.columns.source,
        width: language === 'zh' ? 110 : 156,
        rank: 2,
        value: ({ source }) => String(source.kind),
        render: ({ source }) => t.sources[String(source.kind)] ?? String(source.kind),
      },
      {
        key: 'scope',
        title: t.columns.scope,
        width: 200,
        rank: 4,
        render: ({ scopeDimensions }) =>
          scopeDimensions
            .filter((name) => name !== 'region')
            .map((name) => dimensionWords(name, language))
            .join(language === 'zh' ? '、' : ', ') || <span className="ln-third">{t.definition.noScope}</span>,
      },
      {
        key: 'direction',
        title: t.columns.direction,
        width: 110,
        rank: 5,
        render: ({ direction }) => <span className="ln-second">{t.directions[direction]}</span>,
      },
      {
        key: 'code',
        title: t.columns.code,
        width: 220,
        rank: 3,
        value: codeOf,
        render: ({ code }) => <span className="ln-small ln-third">{code}</span>,
      },
    ],
    [t, language],
  );
}
