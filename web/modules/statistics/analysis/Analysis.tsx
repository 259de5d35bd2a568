import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { PivotInput, PivotTable } from '../../../../server/modules/statistics/analysis/model.ts';
import { download } from '../../../shell/api.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useRegionTitle } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { usePatchUrl } from '../../../shell/url.ts';
import { Card, Sentence } from '../../../shell/widgets/Card.tsx';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { catalogueQuery } from '../api.ts';
import { pivotPath, pivotQuery } from './api.ts';
import { Builder } from './Builder.tsx';
import { cellWords, indicatorOf, labelOf, shownCell } from './cells.ts';
import { NoFigures } from './NoFigures.tsx';
import { PivotChart } from './PivotChart.tsx';
import { PivotGrid } from './PivotGrid.tsx';
import { PivotMap } from './PivotMap.tsx';
import { askOf, patchOf, type Question, readQuestion, type Shown } from './question.ts';
import { text } from './text.ts';
import { Views } from './Views.tsx';
import './analysis.css';

/** 多维分析: any figures by any dimensions, as a table, a drawing and a map of the same cells. */
export function Analysis() {
  const t = useText(text);
  const language = useLanguage();
  const may = useMay();
  const { region, month } = useScope();
  const [search] = useSearchParams();
  const patchUrl = usePatchUrl();
  const question = useMemo(() => readQuestion(search, month), [search, month]);
  const ask = useMemo(() => askOf(question, region), [question, region]);
  const catalogue = useQuery(catalogueQuery(language));
  const query = useQuery(pivotQuery(ask, language));
  const change = (next: Question) => patchUrl(patchOf(question, next));
  return (
    <>
      <PageHeader
        title={t.title}
        note={t.note}
        actions={
          <>
            <CopyLink />
            {ask ? <ExportPivot ask={ask} /> : null}
            {may('statistics.analyse') ? <Views ask={ask} shown={question.shown} search={search.toString()} /> : null}
          </>
        }
      />
      <div className="ln-stack">
        <Part query={catalogue} what={t.indicators} loading={{ shape: 'text', rows: 4 }}>
          {({ items }) => <Builder question={question} catalogue={items} onChange={change} />}
        </Part>
        {ask ? (
          <Part query={query} what={t.what} loading={{ shape: 'table', rows: 10 }}>
            {(table) => (
              <Shownings
                table={table}
                question={question}
                onShown={(shown) => change({ ...question, shown })}
                onChange={change}
              />
            )}
          </Part>
        ) : (
          <EmptyState kind="nothing-yet" title={t.empty} />
        )}
      </div>
    </>
  );
}

interface ShowingsProps {
  table: PivotTable;
  question: Question;
  onShown: (shown: Shown) => void;
  onChange: (question: Question) => void;
}

function Shownings(props: ShowingsProps) {
  const { table, question, onShown } = props;
  const t = useText(text);
  const said = useSentence(table);
  if (table.cells.every((row) => row.every(({ value, missing }) => value === null && missing === null))) {
    return <NoFigures question={question} onChange={props.onChange} />;
  }
  const { shown } = question;
  return (
    <div className="ln-stack">
      <Sentence note={table.withheld > 0 ? t.withheld(table.withheld) : undefined}>{said}</Sentence>
      <fieldset className="ln-row analysis-choice">
        <legend className="ln-hidden">{t.shownAs}</legend>
        {(['table', 'lines', 'bars', 'map'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className={`ln-chip${one === shown ? ' ln-on' : ''}`}
            aria-pressed={one === shown}
            onClick={() => onShown(one)}
          >
            {t.shown[one]}
          </button>
        ))}
      </fieldset>
      {shown === 'table' ? (
        <Card title={t.measures[table.measure]} note={unitNote(table)} synthetic={table.synthetic} flush>
          <PivotGrid table={table} caption={said} />
        </Card>
      ) : null}
      {shown === 'lines' || shown === 'bars' ? <PivotChart table={table} shown={shown} caption={said} /> : null}
      {shown === 'map' ? <PivotMap table={table} caption={said} /> : null}
    </div>
  );
}

function unitNote({ indicators, measure }: PivotTable): string {
  if (measure === 'value') return [...new Set(indicators.map(({ shownAs }) => shownAs))].join('、');
  return measure === 'pull' || measure === 'change-in-points' ? '百分点' : '%';
}

/** What the table says first: what it is of, and where the last column is highest. */
function useSentence(table: PivotTable): string {
  const t = useText(text);
  const language = useLanguage();
  const place = useRegionTitle(useScope().region);
  const last = table.columns.length - 1;
  const count = table.cells.flat().filter(({ value }) => value !== null).length;
  const column = table.columns[last] ?? [];
  const titles = table.indicators.map(({ title }) => title).join(language === 'zh' ? '、' : ', ');
  const whole = t.sentence(`${place} ${titles}`, t.measures[table.measure], formatNumber(count));
  const comparable = new Set(table.rows.map((row) => indicatorOf(table, [...row, ...column])?.code)).size === 1;
  const best = table.rows
    .map((row, r) => ({ row, cell: table.cells[r]?.[last] }))
    .filter(({ cell }) => cell && cell.value !== null)
    .toSorted((a, b) => (b.cell?.value ?? 0) - (a.cell?.value ?? 0))[0];
  if (!comparable || !best?.cell || table.rows.length < 2) return whole;
  const words = cellWords(shownCell(table, [...best.row, ...column], best.cell, language));
  return whole + t.sentenceTop([labelOf(column), labelOf(best.row)].filter(Boolean).join(' '), words);
}

function ExportPivot({ ask }: { ask: PivotInput }) {
  const t = useText(text);
  const [error, setError] = useState<unknown>(null);
  const run = (as: 'xlsx' | 'csv', close: () => void) => {
    setError(null);
    download(pivotPath, { as, body: ask }).then(close, setError);
  };
  return (
    <Flyout align="right" label={t.exported}>
      {(close) => (
        <div className="ln-options">
          {(['xlsx', 'csv'] as const).map((as) => (
            <button key={as} type="button" className="ln-option" onClick={() => run(as, close)}>
              {t[as]}
            </button>
          ))}
          {error ? <ErrorState error={error} /> : null}
        </div>
      )}
    </Flyout>
  );
}
