import type { PeriodKind } from '@liannao/statistics';
import { shownUnit } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import type { RegionRef } from '../../../../server/kernel/model.ts';
import type { IndicatorDetail, IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { useMay, useSession } from '../../../shell/session.ts';
import { useUrlState } from '../../../shell/url.ts';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part, PartBoundary } from '../../../shell/widgets/Part.tsx';
import { type FigureFilter, indicatorQuery, observationsPath, seriesQuery } from '../api.ts';
import { Definition } from '../indicator/Definition.tsx';
import { Elsewhere } from '../indicator/Elsewhere.tsx';
import { EntryPanel } from '../indicator/EntryPanel.tsx';
import { FigureTable } from '../indicator/FigureTable.tsx';
import { ImportButton } from '../indicator/ImportButton.tsx';
import { Latest } from '../indicator/Latest.tsx';
import { Origin } from '../indicator/Origin.tsx';
import { ScopeSwitch } from '../indicator/ScopeSwitch.tsx';
import { SeriesPart } from '../indicator/SeriesPart.tsx';
import { latestOf, pointsOf, scopeKeyOf, scopesOf } from '../indicator/series.ts';
import { text } from '../text.ts';
import '../statistics.css';

/** One indicator: the newest figure said aloud, how it went, what it means, and all its figures. */
export function Indicator() {
  const { code = '' } = useParams();
  const t = useText(text);
  const query = useQuery(indicatorQuery(code, useLanguage()));
  return (
    <Part query={query} what={t.whatIndicator} loading={{ shape: 'page', rows: 8 }}>
      {(indicator) => <IndicatorPage indicator={indicator} />}
    </Part>
  );
}

function IndicatorPage({ indicator }: { indicator: IndicatorDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const may = useMay();
  const region = useRegionRef();
  const { month } = useScope();
  const [from] = useUrlState('from', '');
  const [to] = useUrlState('to', '');
  const [below] = useUrlState('below', '');
  const [entering, setEntering] = useState(false);
  const filter: FigureFilter = {
    indicator: indicator.code,
    region: region.code,
    below: below === '1' ? true : undefined,
    from: from || undefined,
    to: to || month,
  };
  const name = language === 'zh' ? indicator.nameZh : indicator.nameEn;
  return (
    <>
      <PageHeader
        title={name}
        note={[
          shownUnit(indicator.shownAs, language).word,
          t.frequencies[indicator.frequency],
          t.sources[String(indicator.source.kind)],
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <CopyLink />
            <ExportButton path={observationsPath} query={filter} />
            {may('statistics.write') ? (
              <>
                <ImportButton />
                <button type="button" className="ln-button ln-primary" onClick={() => setEntering(true)}>
                  {t.entry.open}
                </button>
              </>
            ) : null}
          </>
        }
      />
      <div className="ln-stack">
        <OwnSeries indicator={indicator} name={name} region={region} />
        <Origin origin={indicator.origin} />
        <Definition indicator={indicator} />
        <PartBoundary name={t.table.title}>
          <FigureTable indicator={indicator} filter={filter} />
        </PartBoundary>
      </div>
      {entering ? (
        <EntryPanel key={region.code} indicator={indicator} region={region} onClose={() => setEntering(false)} />
      ) : null}
    </>
  );
}

function OwnSeries({ indicator, name, region }: { indicator: IndicatorView; name: string; region: RegionRef }) {
  const t = useText(text);
  const { month } = useScope();
  const query = useQuery(seriesQuery({ indicator: indicator.code, region: region.code, to: month }, useLanguage()));
  const points = useMemo(() => pointsOf(query.data?.items ?? []), [query.data]);
  const scopes = scopesOf(points);
  const [scope, setScope] = useUrlState('scope', '');
  const [kind, setKind] = useUrlState('kind', '');
  const chosen = scopes.find(({ value }) => value === scope)?.value ?? scopes[0]?.value ?? '';
  const own = useMemo(
    () => points.filter(({ observation }) => scopeKeyOf(observation.scope) === chosen),
    [points, chosen],
  );
  const latest = latestOf(own);
  return (
    <Part query={query} what={t.whatFigures} loading={{ shape: 'chart', height: 360 }}>
      {() =>
        latest ? (
          <div className="ln-stack">
            {scopes.length > 1 ? <ScopeSwitch scopes={scopes} chosen={chosen} onChoose={setScope} /> : null}
            <Latest now={latest.now} before={latest.before} />
            <SeriesPart
              indicator={indicator}
              name={latest.now.indicatorTitle}
              region={region.name}
              points={own}
              kind={(kind || null) as PeriodKind | null}
              onKind={setKind}
            />
          </div>
        ) : (
          <EmptyState
            kind="nothing-yet"
            title={t.latest.none(region.name, name)}
            detail={<Elsewhere indicator={indicator} />}
          />
        )
      }
    </Part>
  );
}

/** The frame's region with its name. */
function useRegionRef(): RegionRef {
  const { region } = useScope();
  const { defaultRegion } = useSession();
  const { data } = useQuery(regionsQuery({ q: region }));
  const found = data?.items.find(({ code }) => code === region);
  if (found) return { code: found.code, name: found.name };
  return region === defaultRegion.code ? defaultRegion : { code: region, name: region };
}
