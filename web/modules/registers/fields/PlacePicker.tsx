import { useState } from 'react';
import { MapView } from '../../../shell/map/MapView.tsx';
import type { MapMarks } from '../../../shell/map/types.ts';
import { useText } from '../../../shell/preferences.tsx';
import { isPoint, isWholePoint } from './place.ts';
import { text } from './text.ts';

interface PlacePickerProps {
  /** What is placed: a form may have several maps. */
  name: string;
  start: unknown;
  onPick: (point: { lon: number; lat: number }) => void;
}

/** A map with a cross in its middle: what lies under it is taken. Works by mouse, finger and arrow keys alike. */
export function PlacePicker({ name, start, onPick }: PlacePickerProps) {
  const t = useText(text);
  const [middle, setMiddle] = useState<{ lon: number; lat: number } | null>(null);
  const [marks] = useState<MapMarks>(() => marksOf(start));
  return (
    <div className="reg-place-map">
      <MapView
        caption={t.mapCaption(name)}
        note={t.mapHint}
        features={marks}
        height={280}
        onView={({ bbox: [west, south, east, north] }) =>
          setMiddle({ lon: (west + east) / 2, lat: mercatorMiddle(south, north) })
        }
      >
        <div className="ln-row reg-place-take">
          <button
            type="button"
            className="ln-button ln-button-small"
            disabled={middle === null}
            onClick={() => middle && onPick(middle)}
          >
            {t.takeCentre}
          </button>
          <span className="ln-small ln-third">
            {middle ? `${middle.lon.toFixed(5)}, ${middle.lat.toFixed(5)}` : ''}
          </span>
        </div>
      </MapView>
    </div>
  );
}

function marksOf(value: unknown): MapMarks {
  if (!isPoint(value) || !isWholePoint(value)) return { type: 'FeatureCollection', features: [] };
  const coordinates = value.coordinates.map(Number);
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { id: 'place', title: '' } }],
  };
}

/** The map is in the Mercator projection: its middle is not the mean of the latitudes. */
function mercatorMiddle(south: number, north: number): number {
  const y = (degrees: number) => Math.asinh(Math.tan((degrees * Math.PI) / 180));
  return (Math.atan(Math.sinh((y(south) + y(north)) / 2)) * 180) / Math.PI;
}
