import { lazy, Suspense } from 'react';
import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import type { Geometry, MapMarks } from '../../../shell/map/types.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { Withheld } from '../FieldValue.tsx';
import { isEmpty, nameOf, placeWords } from '../values.ts';
import { text } from './text.ts';

const MapView = lazy(() => import('../../../shell/map/MapView.tsx').then((module) => ({ default: module.MapView })));

/** Where it is, on the map and in degrees. */
export function PlacePart({ register, entry }: { register: Register; entry: EntryDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const places = register.fields.filter(({ type }) => type === 'place');
  const withheld = places.filter(({ id }) => entry.masked.includes(id));
  const known = places.filter(({ id }) => !isEmpty(entry.values[id]));
  if (withheld.length > 0 && known.length === 0) {
    return (
      <Card title={t.placeTitle}>
        {withheld.map((field) => (
          <p key={field.id}>
            {nameOf(field, language)} <Withheld register={register} grade={field.grade} />
          </p>
        ))}
      </Card>
    );
  }
  if (known.length === 0) return null;
  const note = known.map((field) => placeWords(entry.values[field.id])).join('；');
  const drawn = known.filter(({ id }) => 'coordinates' in (entry.values[id] as object));
  if (drawn.length === 0) {
    return (
      <Card title={t.placeTitle}>
        <p>{note}</p>
      </Card>
    );
  }
  const marks: MapMarks = {
    type: 'FeatureCollection',
    features: drawn.map((field) => ({
      type: 'Feature',
      geometry: entry.values[field.id] as Geometry,
      properties: { id: field.id, title: entry.title },
    })),
  };
  return (
    <Suspense fallback={<Loading shape="chart" height={260} />}>
      <MapView caption={t.placeTitle} note={note} features={marks} height={260} synthetic={entry.synthetic} />
    </Suspense>
  );
}
