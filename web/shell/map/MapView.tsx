import './map.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { saveBlob } from '../api.ts';
import { useChartColors } from '../charts/colors.ts';
import { useLanguage, useText } from '../preferences.tsx';
import { PartBoundary } from '../widgets/Part.tsx';
import { SyntheticMark } from '../widgets/SyntheticMark.tsx';
import { useBoundaries } from './boundaries.ts';
import type { DrawnMap } from './draw-map.ts';
import { Legend } from './Legend.tsx';
import { pictureOf } from './picture.ts';
import { text } from './text.ts';
import type { Boundaries, LegendItem, MapMarks, MapView as View } from './types.ts';

export interface MapViewProps {
  /** What is shown: heading, name of the map for a screen reader, title of its picture. */
  caption: string;
  /** GeoJSON in WGS 84; `properties`: id, title, style, and cluster with count where the server put places together. */
  features: MapMarks;
  /** Values of `style` in order; each gets colour, shape and outline. Six at most, what follows is grey. */
  legend?: readonly LegendItem[] | undefined;
  selected?: string | null | undefined;
  onSelect?: ((id: string) => void) | undefined;
  /** Called once the map is drawn, and when it has been moved or zoomed. */
  onView?: ((view: View) => void) | undefined;
  note?: ReactNode;
  /** Pixels at standard text size; default 420. */
  height?: number | undefined;
  /** Instead of the operator's own file; null: none. */
  boundaries?: Boundaries | null | undefined;
  synthetic?: boolean | undefined;
  /** Below the map, inside its card: the list of the same things, which a screen reader gets. */
  children?: ReactNode;
}

/** Graticule, names of places, and marks on them, without a request to anywhere. The library comes after the first paint. */
export function MapView(props: MapViewProps) {
  const { caption, features, legend = [], note, height = 420, synthetic, children } = props;
  const t = useText(text);
  const colors = useChartColors();
  const loaded = useBoundaries();
  const boundaries = props.boundaries === undefined ? loaded : props.boundaries;
  const [map, setMap] = useState<DrawnMap | null>(null);
  const [wrong, setWrong] = useState(false);
  const footnote = boundaries ? t.review(boundaries.reviewNumber) : t.schematic;
  const savePicture = async () => {
    if (!map) return;
    const mark = synthetic ? t.synthetic : '';
    const blob = await pictureOf({
      map: map.canvas(),
      words: map.words(),
      colors,
      title: caption,
      mark,
      note: footnote,
      legend,
    });
    saveBlob(blob, `${caption.replace(/\s+/g, '-')}.png`);
  };
  return (
    <section className="ln-card ln-map-card" aria-label={caption}>
      <header>
        <h2>{caption}</h2>
        {note ? <span className="ln-small ln-third">{note}</span> : null}
        <span className="ln-grow" />
        {synthetic ? <SyntheticMark /> : null}
        {map ? (
          <>
            <button type="button" className="ln-link ln-small" onClick={map.whole}>
              {t.whole}
            </button>
            <button type="button" className="ln-link ln-small" onClick={savePicture}>
              {t.picture}
            </button>
          </>
        ) : null}
      </header>
      <PartBoundary name={caption}>
        {wrong ? (
          <div className="ln-note ln-warning ln-map-without" role="status">
            <p>{t.noWebgl}</p>
            <p className="ln-small">{t.noWebglRemedy}</p>
          </div>
        ) : (
          <div className="ln-map-frame" style={{ height: `${height / 16}rem` }}>
            <Drawing {...props} boundaries={boundaries} onReady={setMap} onWrong={() => setWrong(true)} />
            {map ? (
              <div className="ln-map-zoom ln-no-print">
                <button
                  type="button"
                  aria-label={t.zoomIn}
                  title={`${t.zoomIn} · ${t.keys}`}
                  onClick={() => map.zoom(1)}
                >
                  +
                </button>
                <button
                  type="button"
                  aria-label={t.zoomOut}
                  title={`${t.zoomOut} · ${t.keys}`}
                  onClick={() => map.zoom(-1)}
                >
                  −
                </button>
              </div>
            ) : (
              <p className="ln-map-wait ln-small ln-third">{t.drawing}</p>
            )}
            {map && features.features.length === 0 ? <p className="ln-map-none ln-small">{t.none}</p> : null}
            <p className="ln-map-corner">{footnote}</p>
          </div>
        )}
      </PartBoundary>
      <Legend items={legend} features={features} />
      {children}
    </section>
  );
}

interface DrawingProps extends MapViewProps {
  boundaries: Boundaries | null;
  onReady: (map: DrawnMap | null) => void;
  onWrong: () => void;
}

function Drawing({
  caption,
  features,
  legend,
  selected,
  onSelect,
  onView,
  boundaries,
  onReady,
  onWrong,
}: DrawingProps) {
  const colors = useChartColors();
  const language = useLanguage();
  // The card is a landmark by the caption already: the picture inside it needs a name of its own.
  const name = useText(text).drawn(caption);
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<DrawnMap | null>(null);
  const told = useRef({ onSelect, onView, onReady, onWrong });
  told.current = { onSelect, onView, onReady, onWrong };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let made: DrawnMap | null = null;
    let gone = false;
    import('./draw-map.ts')
      .then(({ drawMap }) => {
        if (gone) return;
        made = drawMap({
          box: element,
          colors,
          language,
          name,
          onSelect: (id) => told.current.onSelect?.(id),
          onView: (view) => told.current.onView?.(view),
          onLost: () => told.current.onWrong(),
        });
        setMap(made);
        told.current.onReady(made);
      })
      .catch(() => told.current.onWrong());
    return () => {
      gone = true;
      made?.remove();
      setMap(null);
      told.current.onReady(null);
    };
  }, [colors, language, name]);
  useEffect(() => map?.show(features, legend), [map, features, legend]);
  useEffect(() => map?.select(selected ?? null), [map, selected]);
  useEffect(() => map?.bound(boundaries), [map, boundaries]);
  return <div ref={box} className="ln-map" />;
}
