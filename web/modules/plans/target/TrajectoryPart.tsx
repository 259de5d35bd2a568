import { useState } from 'react';
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { TrajectoryChart } from '../../../shell/charts/TrajectoryChart.tsx';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { unitsInShort } from '../ledger/columns.tsx';
import { useChoosePath } from '../ledger-api.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';
import { DrawnPathDialog } from './DrawnPathDialog.tsx';
import { trajectoryOf } from './trajectory-data.ts';

type Kind = TargetDetail['pathKind'];

/** Are we on the path, and which path is it? */
export function TrajectoryPart({ detail, etag }: { detail: TargetDetail; etag: string | null }) {
  const t = useText(text);
  const ledger = useText(ledgerText);
  const drawn = trajectoryOf(detail, t, ledger, useLanguage());
  const { target } = detail;
  const title = t.chart.title(target.indicatorTitle ?? target.indicatorName);
  const extra = <PathSwitch detail={detail} etag={etag} />;
  if (!drawn)
    return (
      <Card title={title} extra={extra}>
        <EmptyState
          kind="nothing-yet"
          title={target.indicatorCode === null ? t.chart.unbound : t.chart.noFigures}
          detail={target.indicatorCode === null ? t.chart.bindFirst : t.chart.whoReports(unitsInShort(target, ledger))}
          action={
            target.indicatorCode === null ? null : (
              <Link className="ln-button" to={`/indicators/${target.indicatorCode}?region=${target.region.code}`}>
                {t.chart.toIndicator}
              </Link>
            )
          }
        />
      </Card>
    );
  return (
    <TrajectoryChart
      title={title}
      note={drawn.year === null ? t.chart.overYears(drawn.unit) : t.chart.ofYear(drawn.unit, drawn.year)}
      description={target.judgement?.sentence ?? title}
      data={drawn.data}
      synthetic={detail.actual.some(({ synthetic }) => synthetic)}
      extra={extra}
    />
  );
}

function PathSwitch({ detail, etag }: { detail: TargetDetail; etag: string | null }) {
  const t = useText(text);
  const { target, pathKind } = detail;
  const choose = useChoosePath(target.id, etag);
  const [drawing, setDrawing] = useState(false);
  const kinds: readonly Kind[] = ['linear', 'seasonal', 'drawn'];
  if (!target.mayEdit) return <span className="ln-small ln-second">{t.pathKinds[pathKind]}</span>;
  const pick = (kind: Kind) => {
    if (kind === 'drawn') setDrawing(true);
    else if (kind !== pathKind) choose.mutate({ kind, points: [] });
  };
  return (
    <>
      <fieldset className="ln-switch ln-no-print">
        <legend className="ln-hidden">{t.pathChoice}</legend>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={(choose.isPending ? choose.variables.kind : pathKind) === kind}
            disabled={choose.isPending}
            onClick={() => pick(kind)}
          >
            {t.pathKinds[kind]}
          </button>
        ))}
      </fieldset>
      <span className="ln-hidden" aria-live="polite">
        {choose.isSuccess ? t.pathChanged : ''}
      </span>
      {choose.isError ? <ErrorState error={choose.error} /> : null}
      {drawing ? <DrawnPathDialog detail={detail} etag={etag} onClose={() => setDrawing(false)} /> : null}
    </>
  );
}
