import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { type RunRow, runsQuery, schemesQuery } from '../api.ts';
import { RunDialog } from '../evaluation/RunDialog.tsx';
import { dayOf } from '../evaluation/words.ts';
import { type Texts, text } from '../text.ts';
import '../supervision.css';

/** Evaluations made so far, newest period first, and the schemes that they go by. */
export function Evaluations() {
  const t = useText(text);
  const language = useLanguage();
  const { region } = useScope();
  const mayWrite = useMay()('supervision.write');
  const runs = useQuery(runsQuery(region, language));
  const schemes = useQuery(schemesQuery(language));
  const [isMaking, setMaking] = useState(false);
  const columns = useMemo(() => runColumns(t), [t]);
  return (
    <>
      <PageHeader
        title={t.evaluation}
        note={runs.data ? t.runsNote(runs.data.items.length) : undefined}
        actions={
          <>
            <Link className="ln-button" to="/supervision">
              {t.toItems}
            </Link>
            {mayWrite ? (
              <button
                type="button"
                className="ln-button ln-primary"
                disabled={!schemes.data?.items.length}
                onClick={() => setMaking(true)}
              >
                {t.newRun}
              </button>
            ) : null}
          </>
        }
      />
      <Part
        query={runs}
        what={t.runsWhat}
        loading={{ shape: 'table', rows: 6 }}
        empty={({ items }) => items.length === 0}
        emptyState={<EmptyState kind="nothing-yet" detail={t.runsEmpty} />}
      >
        {({ items }) => (
          <DataTable
            id="evaluations"
            caption={t.runs}
            columns={columns}
            rows={items}
            rowKey={(run) => run.id}
            rowName={(run) => `${run.region.name} ${run.period}`}
            rowPath={(run) => `/supervision/runs/${run.id}`}
            total={items.length}
            height="content"
            synthetic={items.some(({ synthetic }) => synthetic)}
          />
        )}
      </Part>
      <Card title={t.schemes}>
        <Part query={schemes} what={t.schemes} loading={{ shape: 'text', rows: 3 }}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="ln-second">{t.schemesNone}</p>
            ) : (
              <ul className="ln-stack">
                {items.map((scheme) => (
                  <li key={scheme.id} className="ln-row">
                    <Link to={`/supervision/schemes/${scheme.id}`}>
                      {scheme.region.name} · {scheme.name}
                    </Link>{' '}
                    <Tag>{t.scopes[scheme.scope]}</Tag>{' '}
                    <span className="ln-small ln-third">{t.schemeRow(scheme.version, scheme.criteria)}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Part>
      </Card>
      {isMaking && schemes.data ? <RunDialog schemes={schemes.data.items} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

const runColumns = (t: Texts): Column<RunRow>[] => [
  {
    key: 'period',
    title: t.runColumns.period,
    width: 170,
    rank: 0,
    sortable: true,
    value: (run) => run.period,
    render: (run) => <RowLink to={`/supervision/runs/${run.id}`}>{t.period(run.period)}</RowLink>,
  },
  { key: 'region', title: t.runColumns.region, width: 120, rank: 0, render: (run) => run.region.name },
  {
    key: 'scheme',
    title: t.runColumns.scheme,
    minWidth: 200,
    rank: 1,
    render: (run) => (
      <>
        {run.scheme.name} <span className="ln-small ln-third">{t.version(run.scheme.version)}</span>
      </>
    ),
  },
  {
    key: 'state',
    title: t.runColumns.state,
    width: 110,
    rank: 0,
    render: (run) => <Tag look={run.state === 'published' ? 'blue' : 'grey'}>{t.states[run.state]}</Tag>,
  },
  { key: 'subjects', title: t.runColumns.subjects, width: 90, align: 'right', rank: 3, render: (run) => run.subjects },
  {
    key: 'made',
    title: t.runColumns.made,
    width: 220,
    rank: 4,
    render: (run) => (
      <span className="ln-second">
        {run.made.name} {dayOf(run.made.at)}
      </span>
    ),
  },
];
