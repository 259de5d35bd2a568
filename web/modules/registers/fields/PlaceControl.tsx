import { lazy, Suspense, useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { nameOf } from '../values.ts';
import { addressOf, coordinateText, placeOf, type TypedPlace } from './place.ts';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

const PlacePicker = lazy(() => import('./PlacePicker.tsx').then((module) => ({ default: module.PlacePicker })));

/** A point by degrees and datum or from the map; any other shape as GeoJSON. */
export function PlaceControl(props: ControlProps) {
  return props.field.shape === null || props.field.shape === 'point' ? (
    <PointControl {...props} />
  ) : (
    <ShapeControl {...props} />
  );
}

function PointControl({ attributes, value, onChange, field, label }: ControlProps) {
  const t = useText(text);
  const language = useLanguage();
  const [typed, setTyped] = useState<TypedPlace>(() => ({
    lon: coordinateText(value, 0),
    lat: coordinateText(value, 1),
    datum: 'wgs84',
    address: addressOf(value),
  }));
  const [picking, setPicking] = useState(false);
  const put = (part: Partial<TypedPlace>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    onChange(placeOf(next));
  };
  return (
    <fieldset
      className="reg-place"
      id={attributes.id}
      aria-label={label ?? nameOf(field, language)}
      aria-describedby={attributes['aria-describedby']}
    >
      <div className="ln-pair">
        <TextField
          label={t.lon}
          unit={t.degrees}
          inputMode="decimal"
          value={typed.lon}
          onChange={(lon) => put({ lon })}
        />
        <TextField
          label={t.lat}
          unit={t.degrees}
          inputMode="decimal"
          value={typed.lat}
          onChange={(lat) => put({ lat })}
        />
        <SelectField label={t.datum} options={t.datums} value={typed.datum} onChange={(datum) => put({ datum })} />
        <TextField label={t.address} value={typed.address} onChange={(address) => put({ address })} />
      </div>
      <button type="button" className="ln-link ln-small" aria-expanded={picking} onClick={() => setPicking(!picking)}>
        {picking ? t.closeMap : t.pickOnMap}
      </button>
      {picking ? (
        <Suspense fallback={<Loading shape="chart" height={280} />}>
          <PlacePicker
            name={label ?? nameOf(field, language)}
            start={value}
            onPick={(point) => {
              put({ lon: point.lon.toFixed(6), lat: point.lat.toFixed(6), datum: 'wgs84' });
              setPicking(false);
            }}
          />
        </Suspense>
      ) : null}
    </fieldset>
  );
}

function ShapeControl({ attributes, value, onChange }: ControlProps) {
  const t = useText(text);
  const [typed, setTyped] = useState(() => (value === null || value === undefined ? '' : JSON.stringify(value)));
  const [wrong, setWrong] = useState(false);
  return (
    <>
      <textarea
        {...attributes}
        aria-invalid={wrong || attributes['aria-invalid']}
        className="ln-input ln-area"
        rows={3}
        spellCheck={false}
        placeholder={t.shapeHint}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const shape = shapeOf(event.target.value);
          setWrong(shape === undefined);
          onChange(shape === undefined ? event.target.value : shape);
        }}
      />
      {wrong ? <span className="ln-field-error">{t.notShape}</span> : null}
    </>
  );
}

/** undefined: what is typed is no geometry. */
function shapeOf(typed: string): object | null | undefined {
  if (typed.trim() === '') return null;
  try {
    const shape: unknown = JSON.parse(typed);
    return typeof shape === 'object' && shape !== null && 'type' in shape && 'coordinates' in shape ? shape : undefined;
  } catch {
    return undefined;
  }
}
