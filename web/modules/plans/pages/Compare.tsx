import { withUnit } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { type Language, useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Sentence } from '../../../shell/widgets/Card.tsx';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { DownloadIcon } from '../../../shell/widgets/icons.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part, PartBoundary } from '../../../shell/widgets/Part.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { CompareChart } from '../compare/CompareChart.tsx';
import { CompareTable } from '../compare/CompareTable.tsx';
import { saveComparison } from '../compare/export.ts';
import { type CompareRow, marksOf, plansOf, rowKeyOf } from '../compare/rows.ts';
import { type CompareTexts, text } from '../compare-text.ts';
import { IndicatorPicker } from '../ledger/IndicatorPicker.tsx';
import { type Comparison, comparisonQuery } from '../ledger-api.ts';
import { planNamesQuery } from '../library-api.ts';
import '../ledger/ledger.css';
import '../compare/compare.css';

/** Several plans side by side: what each sets for the same indicator, and where each place stands. */
export function Compare() {
  const t = useText(text);
  const language = useLanguage();
  const { month } = useScope();
  const [plan] = useUrlList('plan');
  const [indicator, setIndicator] = useUrlState('indicator', '');
  const query = useQuery(comparisonQuery({ plan, indicator: indicator || undefined, month }, language));
  const { data: library } = useQuery(planNamesQuery(language));
  const options = library?.items.map(({ id, shortTitle, title }) => ({ value: id, label: shortTitle || title })) ?? [];
  return (
    <>
      <CompareHead data={query.data} indicator={indicator} />
      <FilterChips
        filters={[{ key: 'plan', label: t.plans, options }]}
        end={
          <div className="plans-compare-indicator">
            <IndicatorPicker code={indicator || null} onPick={(one) => setIndicator(one?.code ?? null)} />
          </div>
        }
      />
      <Part query={query} what={t.what} loading={{ shape: 'table', rows: 10 }}>
        {(data) => <Compared data={data} indicator={indicator} filtered={plan.length > 0 || indicator !== ''} />}
      </Part>
    </>
  );
}

/** With an indicator chosen all of its rows; else those that two plans share, unless all are asked for. */
function useShownRows(data: Comparison, indicator: string) {
  const [all, setAll] = useUrlState('all', '');
  const shared = data.rows.filter((row) => plansOf(row) > 1);
  const everything = all === '1' || indicator !== '' || shared.length === 0;
  return {
    rows: everything ? data.rows : shared,
    hidden: data.rows.length - shared.length,
    all: all === '1',
    setAll: (on: boolean) => setAll(on ? '1' : null),
    mayFold: indicator === '' && shared.length > 0,
  };
}

function Compared({ data, indicator, filtered }: { data: Comparison; indicator: string; filtered: boolean }) {
  const t = useText(text);
  const language = useLanguage();
  const clear = useClearFilters(['plan', 'indicator']);
  const [row, setRow] = useUrlState('row', '');
  const { rows, hidden, all, setAll, mayFold } = useShownRows(data, indicator);
  const chosen =
    rows.find((one) => rowKeyOf(one) === row) ??
    rows.toSorted((a, b) => plansOf(b) - plansOf(a) || Number(a.unit === '%') - Number(b.unit === '%'))[0];
  if (!chosen)
    return filtered ? (
      <EmptyState kind="filtered" detail={t.sentence.none} onClear={clear} />
    ) : (
      <EmptyState kind="nothing-yet" detail={t.nothing} />
    );
  const plans = data.plans.filter(({ id }) =>
    rows.some(({ cells }) => cells.some((cell) => cell.planId === id && cell.targets.length > 0)),
  );
  return (
    <div className="ln-stack">
      <Sentence>{sentenceOf(chosen, data, t, language)}</Sentence>
      <PartBoundary name={t.chart.title(chosen.indicatorTitle)}>
        <CompareChart row={chosen} plans={data.plans} />
      </PartBoundary>
      <CompareTable plans={plans} rows={rows} chosen={rowKeyOf(chosen)} onChoose={setRow} />
      {mayFold && hidden > 0 ? (
        <p className="ln-small ln-third">
          {all ? null : t.hidden(hidden)}{' '}
          <button type="button" className="ln-link" onClick={() => setAll(!all)}>
            {all ? t.showCommon : t.showAll}
          </button>
        </p>
      ) : null}
    </div>
  );
}

function sentenceOf(row: CompareRow, { plans }: Comparison, t: CompareTexts, language: Language): string {
  const marks = marksOf(row, plans, language).toSorted((a, b) => b.value - a.value);
  const [high] = marks;
  const low = marks.at(-1);
  if (!high || !low) return t.sentence.none;
  const words = (mark: typeof high) => withUnit(formatNumber(Number(mark.value.toPrecision(9))), mark.unit).trim();
  if (high.value === low.value) return t.sentence.same(row.indicatorTitle, marks.length, words(high));
  return t.sentence.spread(row.indicatorTitle, words(high), high.plan.title, words(low), low.plan.title);
}

function CompareHead({ data, indicator }: { data: Comparison | undefined; indicator: string }) {
  const t = useText(text);
  const language = useLanguage();
  const states = useText(widgetText).states;
  const shared = data?.rows.filter((row) => plansOf(row) > 1).length ?? 0;
  const title = data?.rows.find(({ indicatorCode }) => indicatorCode === indicator)?.indicatorTitle;
  return (
    <PageHeader
      title={t.title}
      note={
        data ? (title ? t.noteOne(title, data.plans.length) : t.note(formatNumber(shared), data.plans.length)) : null
      }
      actions={
        <>
          <CopyLink />
          <button
            type="button"
            className="ln-button"
            disabled={!data}
            onClick={() => data && saveComparison({ plans: data.plans, rows: data.rows, t, states, language })}
          >
            <DownloadIcon size={15} /> {t.export}
          </button>
        </>
      }
    />
  );
}
