import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { FormListItem } from '../../../../../server/modules/statistics/forms/model.ts';
import { useGo } from '../../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useScope } from '../../../../shell/scope.ts';
import { useMay } from '../../../../shell/session.ts';
import { useUrlState } from '../../../../shell/url.ts';
import { Tag } from '../../../../shell/widgets/Card.tsx';
import { type Column, DataTable, RowLink } from '../../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../../shell/widgets/FilterChips.tsx';
import { PageHeader } from '../../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { formListQuery } from '../api.ts';
import { bring } from '../define/new-form.ts';
import { type FormsTexts, text } from '../text.ts';

const pathOf = ({ id }: { id: string }) => `/forms/definitions/${id}`;

/** All forms with their edition, who reports and where they are used, and the ways to a new one. */
export function Definitions() {
  const t = useText(text).define;
  const language = useLanguage();
  const go = useGo();
  const { region } = useScope();
  const mayDefine = useMay()('statistics.define');
  const [q] = useUrlState('q', '');
  const clear = useClearFilters(['q']);
  const input = useRef<HTMLInputElement>(null);
  const query = useQuery(formListQuery(region, language));
  const columns = useMemo(() => columnsOf(t), [t]);
  const words = q.trim().toLowerCase();
  const upload = async (file: File | undefined) => {
    if (!file) return;
    bring(await file.text());
    go('/forms/definitions/new');
  };
  return (
    <>
      <PageHeader
        title={t.title}
        note={t.note}
        actions={
          mayDefine ? (
            <>
              <button type="button" className="ln-button" onClick={() => input.current?.click()}>
                {t.upload}
              </button>
              <input
                ref={input}
                hidden
                type="file"
                aria-label={t.upload}
                accept=".yaml,.yml,.txt"
                onChange={(event) => void upload(event.target.files?.[0])}
              />
              <button type="button" className="ln-button ln-primary" onClick={() => go('/forms/definitions/new')}>
                {t.new}
              </button>
            </>
          ) : null
        }
      />
      <FilterChips search={{ placeholder: t.search }} filters={[]} />
      <Part query={query} what={t.what} loading={{ shape: 'table', rows: 10 }}>
        {({ items }) => (
          <DataTable
            id="form-definitions"
            caption={t.title}
            columns={columns}
            rows={items.filter(({ name, number, id }) => `${name} ${number} ${id}`.toLowerCase().includes(words))}
            rowKey={({ id }) => id}
            rowPath={pathOf}
            empty={<EmptyState kind={words ? 'filtered' : 'nothing-yet'} onClear={words ? clear : undefined} />}
          />
        )}
      </Part>
    </>
  );
}

const columnsOf = (t: FormsTexts['define']): Column<FormListItem>[] => [
  {
    key: 'name',
    title: t.columns.name,
    minWidth: 220,
    rank: 0,
    value: ({ name }) => name,
    render: (row) => (
      <>
        <RowLink to={pathOf(row)}>{row.name}</RowLink> {row.retired ? <Tag>{t.retired}</Tag> : null}
      </>
    ),
  },
  { key: 'number', title: t.columns.number, width: 120, value: ({ number }) => number, render: ({ number }) => number },
  { key: 'edition', title: t.columns.edition, width: 80, rank: 3, render: ({ edition }) => edition },
  {
    key: 'frequency',
    title: t.columns.frequency,
    width: 90,
    rank: 0,
    value: ({ frequency }) => frequency,
    render: ({ frequency }) => t.frequency[frequency],
  },
  { key: 'reporter', title: t.columns.reporter, width: 180, rank: 2, render: ({ reporter }) => reporter },
  {
    key: 'uses',
    title: t.columns.uses,
    width: 150,
    rank: 1,
    render: ({ uses }) => (uses.length > 0 ? uses.map(({ region }) => region.name).join(' ') : t.notUsed),
  },
  {
    key: 'reporters',
    title: t.columns.reporters,
    width: 80,
    align: 'right',
    rank: 0,
    value: ({ reporters }) => reporters,
    render: ({ reporters }) => reporters,
  },
  {
    key: 'version',
    title: t.columns.version,
    width: 70,
    align: 'right',
    rank: 3,
    render: ({ version }) => version,
  },
  {
    key: 'origin',
    title: t.columns.origin,
    width: 100,
    rank: 4,
    render: ({ shipped }) => (shipped ? t.shipped : t.own),
  },
];
