import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Region } from '../../../server/kernel/model.ts';
import { useLanguage, useText } from '../preferences.tsx';
import { regionsQuery } from '../regions.ts';
import { useScope } from '../scope.ts';
import { useSession } from '../session.ts';
import { ErrorState } from '../widgets/ErrorState.tsx';
import { Flyout } from '../widgets/Flyout.tsx';
import { ChevronIcon } from '../widgets/icons.tsx';
import { Loading } from '../widgets/Loading.tsx';
import { text } from './text.ts';

/** The region that every page follows. */
export function RegionPicker() {
  const t = useText(text);
  const { region, setRegion } = useScope();
  const current = useRegion(region);
  const name = useRegionName();
  return (
    <Flyout
      className="ln-top-control"
      label={
        <>
          <em>{t.region}</em> <b className="ln-top-value">{current ? name(current) : region}</b>{' '}
          <ChevronIcon size={10} />
        </>
      }
    >
      {(close) => (
        <RegionBox
          start={region}
          onPick={(code) => {
            setRegion(code);
            close();
          }}
        />
      )}
    </Flyout>
  );
}

function useRegionName() {
  const language = useLanguage();
  return (region: Pick<Region, 'name'> & { nameEn?: string | null }) =>
    language === 'en' ? (region.nameEn ?? region.name) : region.name;
}

/** A region by its code; the reader's own is known from the session at once. */
function useRegion(code: string): (Pick<Region, 'code' | 'name'> & Partial<Region>) | undefined {
  const { defaultRegion } = useSession();
  const { data } = useQuery(regionsQuery({ q: code }));
  return (
    data?.items.find((region) => region.code === code) ?? (code === defaultRegion.code ? defaultRegion : undefined)
  );
}

function RegionBox({ start, onPick }: { start: string; onPick: (code: string) => void }) {
  const t = useText(text);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(start);
  const here = useRegion(at);
  const above = useRegion(here?.parentCode ?? '');
  const name = useRegionName();
  const q = query.trim();
  const list = useQuery({
    ...regionsQuery(q ? { q } : { parent: at }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="ln-region-box">
      <input
        type="search"
        className="ln-input"
        value={query}
        placeholder={t.regionSearch}
        aria-label={t.regionSearch}
        onChange={(event) => setQuery(event.target.value)}
        data-first
      />
      {q ? null : (
        <div className="ln-options">
          {above ? (
            <button type="button" className="ln-option" onClick={() => setAt(above.code)}>
              <span className="ln-third">{t.regionUp}</span> {name(above)}
            </button>
          ) : null}
          {here && at !== start ? (
            <button type="button" className="ln-option" onClick={() => onPick(at)}>
              <b>{t.regionPickHere(name(here))}</b>
            </button>
          ) : null}
        </div>
      )}
      {list.data ? (
        <ul className="ln-options ln-options-list" aria-label={q ? t.searchTitle : t.regionInside}>
          {list.data.items.map((region) => (
            <li key={region.code} className="ln-region-row">
              <button
                type="button"
                className="ln-option"
                aria-current={region.code === start ? 'true' : undefined}
                onClick={() => onPick(region.code)}
              >
                <span className="ln-grow">{name(region)}</span>
                <span className="ln-caption ln-third">{region.code}</span>
              </button>
              {region.level === 'county' ? null : (
                <button
                  type="button"
                  className="ln-icon-button"
                  aria-label={`${t.regionInside} ${name(region)}`}
                  onClick={() => {
                    setQuery('');
                    setAt(region.code);
                  }}
                >
                  <span aria-hidden="true">›</span>
                </button>
              )}
            </li>
          ))}
          {list.data.items.length === 0 && q ? <li className="ln-small ln-third">{t.regionNone}</li> : null}
        </ul>
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <Loading rows={4} what={t.region} />
      )}
    </div>
  );
}
