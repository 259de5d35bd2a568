import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useGo } from '../../../shell/Link.tsx';
import { MapView } from '../../../shell/map/MapView.tsx';
import type { MapMarks, MapView as Sight } from '../../../shell/map/types.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { Part } from '../../../shell/widgets/Part.tsx';
import { countQuery, mapQuery } from '../api.ts';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';
import { entryHref } from './columns.tsx';
import type { ListView } from './use-list-view.ts';

/** The same entries on the map; choosing one marks its row in the list below, opening it leads to its page. */
export function ListMap({ register, view, height }: { register: Register; view: ListView; height?: number }) {
  const t = useText(text).list;
  const language = useLanguage();
  const go = useGo();
  const [sight, setSight] = useState<Sight | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const query = useQuery({
    ...mapQuery(register.id, view.filter, {
      bbox: sight?.bbox.map((degrees) => degrees.toFixed(4)).join(','),
      zoom: sight?.zoom ?? 6,
    }),
    placeholderData: keepPreviousData,
  });
  const count = useQuery(countQuery(register.id, view.filter));
  const legend = legendOf(register, language);
  const name = nameOf(register, language);
  return (
    <Part query={query} what={t.mapCaption(name)} loading={{ shape: 'chart', height: 420 }}>
      {(data) => {
        const marks = data as unknown as MapMarks;
        const picked = marks.features.find(({ properties }) => properties.id === selected)?.properties;
        const notes = [
          t.precision[data.precision],
          data.withoutPlace > 0 ? t.withoutPlace(formatNumber(data.withoutPlace)) : '',
          marks.features.length === 0 ? t.mapNothing : '',
        ].filter(Boolean);
        return (
          <MapView
            caption={t.mapCaption(name)}
            features={marks}
            legend={legend}
            selected={selected}
            onSelect={setSelected}
            onView={setSight}
            note={notes.join('')}
            height={height}
            synthetic={count.data?.synthetic}
          >
            {picked && !picked.cluster ? (
              <p className="reg-picked" role="status">
                {picked.title}{' '}
                <button type="button" className="ln-link" onClick={() => go(entryHref(register.id, picked.id))}>
                  {t.openEntry}
                </button>
              </p>
            ) : null}
          </MapView>
        );
      }}
    </Part>
  );
}

function legendOf(register: Register, language: 'zh' | 'en') {
  const by = register.map?.styleBy ?? null;
  if (by === null) return undefined;
  if (by === 'state') {
    return register.lifeCycle?.states.map((state) => ({ value: state.id, label: nameOf(state, language) }));
  }
  const field = register.fields.find(({ id }) => id === by);
  const values = field?.list ? register.lists[field.list] : undefined;
  return values?.map((one) => ({ value: one.code, label: nameOf(one, language) }));
}
