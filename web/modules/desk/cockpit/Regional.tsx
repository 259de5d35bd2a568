import { useState } from 'react';
import type { Cockpit, RegionalPicture } from '../../../../server/modules/cockpit/model.ts';
import { DataSheet } from '../../../shell/charts/DataSheet.tsx';
import { SortedBars } from '../../../shell/charts/SortedBars.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { missingOf, periodWords, shownValue } from '../../statistics/widgets.ts';
import { text } from '../text.ts';
import { ChangeWords } from './ChangeWords.tsx';
import { classOf, tilesOf } from './tiles.ts';

/** Bars that stand without scrolling; the others are in the table. */
const BARS = 12;

/** One picture of the regions below: tiles where there is a scheme, else sorted bars; with its table. */
export function Regional({ regional, cockpit }: { regional: RegionalPicture; cockpit: Cockpit }) {
  const t = useText(text).cockpit;
  const widget = useText(widgetText);
  const language = useLanguage();
  const [asSheet, setAsSheet] = useState(false);
  const { indicator, items, period, reported } = regional;
  const { unit, decimals } = shownValue(0, indicator, language);
  const sorted = items.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const scheme = tilesOf(
    cockpit.region.code,
    items.map(({ region }) => region.code),
  );
  const title = t.regional(indicator.title);
  const sheet = {
    columns: [t.regionColumn, `${indicator.title}${unit ? `（${unit}）` : ''}`, `${t.yearOnYear} %`],
    rows: sorted.map(({ region, value, change }) => [
      region.name,
      value === null ? null : shownValue(value, indicator, language).value,
      change.value,
    ]),
    decimals: Math.max(1, decimals),
  };
  return (
    <Card
      title={title}
      note={t.regionalNote(unit, periodWords(period, language))}
      synthetic={items.some(({ synthetic }) => synthetic)}
      extra={
        <button
          type="button"
          className="ln-link ln-small ln-no-print"
          aria-pressed={asSheet}
          onClick={() => setAsSheet(!asSheet)}
        >
          {asSheet ? widget.chart : widget.sheet}
        </button>
      }
    >
      {asSheet ? (
        <DataSheet sheet={sheet} caption={title} />
      ) : (
        <>
          <p className="ln-hidden">{t.regionalText(sorted[0]?.region.name ?? '', reported)}</p>
          {scheme ? (
            <Tiles regional={regional} scheme={scheme} />
          ) : (
            <SortedBars
              caption={title}
              unsorted
              decimals={decimals}
              items={sorted.slice(0, BARS).flatMap(({ region, value, change }) =>
                value === null
                  ? []
                  : [
                      {
                        key: region.code,
                        label: region.name,
                        value: shownValue(value, indicator, language).value,
                        note: <ChangeWords change={change} short />,
                      },
                    ],
              )}
            />
          )}
          <p className="ln-small ln-third desk-regional-note">
            {[
              scheme ? t.schematic : items.length > BARS ? t.restFolded(items.length - BARS) : '',
              reported < items.length ? t.incomplete(reported, items.length) : '',
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
        </>
      )}
    </Card>
  );
}

function Tiles({
  regional,
  scheme,
}: {
  regional: RegionalPicture;
  scheme: Readonly<Record<string, readonly [number, number]>>;
}) {
  const t = useText(text).cockpit;
  const language = useLanguage();
  const { indicator, items } = regional;
  const most = Math.max(0, ...items.map(({ value }) => value ?? 0));
  return (
    <ul className="desk-tiles">
      {items.map(({ region, value, missing, observationId, change, synthetic }) => {
        const [column, row] = scheme[region.code] ?? [0, 0];
        const shown = value === null ? null : shownValue(value, indicator, language);
        const tone = value === null ? 'none' : String(classOf(value, most));
        return (
          <li
            key={region.code}
            className={`desk-tile desk-tile-${tone}`}
            style={{ gridColumn: column + 1, gridRow: row + 1 }}
          >
            <span className="ln-caption">{region.name}</span>
            <Figure
              value={shown?.value}
              decimals={shown?.decimals}
              missing={missingOf((missing ?? null) as never)}
              source={observationId ? { observation: observationId } : undefined}
              synthetic={synthetic}
            />
            <span className="ln-caption">
              {change.kind === 'none' ? value === null ? '' : t.noLastYear : <ChangeWords change={change} short />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
