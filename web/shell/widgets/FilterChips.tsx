import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useHotkeys } from '../hotkeys.ts';
import { useText } from '../preferences.tsx';
import { usePatchUrl, useUrlList, useUrlState } from '../url.ts';
import { Flyout } from './Flyout.tsx';
import { ChevronIcon, SearchIcon } from './icons.tsx';
import { text } from './text.ts';

interface FilterOption {
  value: string;
  label: string;
  count?: number | undefined;
  icon?: ReactNode;
}

export interface FilterDefinition {
  /** The URL parameter; several values are joined by commas. */
  key: string;
  label: string;
  options: readonly FilterOption[];
  /** 'list' hangs a list from a chip; 'flat' is one chip an option (the states). */
  look?: 'list' | 'flat';
  /** Only one value. */
  single?: boolean;
}

export interface FilterChipsProps {
  filters: readonly FilterDefinition[];
  /** A search field before the chips; `/` goes to it. */
  search?: { key?: string; placeholder: string };
  /** At the right end: grouping, views, list or map. */
  end?: ReactNode;
}

/** The filter of a list in one line. What is filtered is filled blue; all of it is in the URL. */
export function FilterChips({ filters, search, end }: FilterChipsProps) {
  return (
    <search className="ln-filters">
      {search ? <SearchField urlKey={search.key ?? 'q'} placeholder={search.placeholder} /> : null}
      {filters.map((filter) =>
        filter.look === 'flat' ? (
          <FlatChips key={filter.key} filter={filter} />
        ) : (
          <ListChip key={filter.key} filter={filter} />
        ),
      )}
      {end ? <span className="ln-filters-end">{end}</span> : null}
    </search>
  );
}

/** Clears these filters: for the 'filtered' kind of empty. */
export function useClearFilters(keys: readonly string[]): () => void {
  const patchUrl = usePatchUrl();
  return () => patchUrl(Object.fromEntries(keys.map((key) => [key, null])));
}

function SearchField({ urlKey, placeholder }: { urlKey: string; placeholder: string }) {
  const t = useText(text);
  const [value, setValue] = useUrlState(urlKey, '');
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([{ keys: '/', label: t.keys.search, run: () => field.current?.focus() }]);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => setValue(typed || null), 250);
    return () => clearTimeout(timer);
  }, [typed, value, setValue]);
  return (
    <label className="ln-search-field">
      <SearchIcon size={15} />
      <span className="ln-hidden">{placeholder}</span>
      <input
        ref={field}
        type="search"
        value={typed}
        placeholder={placeholder}
        style={{ '--placeholder': `${widthOf(placeholder)}em` } as React.CSSProperties}
        onChange={(e) => setTyped(e.target.value)}
      />
    </label>
  );
}

/** About how many em a line of text takes: a Chinese character one, a Latin one a half. */
const widthOf = (words: string) => [...words].reduce((sum, one) => sum + (one > '\u2e7f' ? 1 : 0.54), 1);

function FlatChips({ filter }: { filter: FilterDefinition }) {
  const [values, setValues] = useUrlList(filter.key);
  return (
    <fieldset className="ln-chips">
      <legend className="ln-hidden">{filter.label}</legend>
      {filter.options.map((option) => {
        const on = values.includes(option.value);
        return (
          <button
            key={option.value}
            type="button"
            className={`ln-chip${on ? ' ln-on' : ''}`}
            aria-pressed={on}
            onClick={() => setValues(toggled(values, option.value, filter.single))}
          >
            {option.icon}
            {option.label}
            {option.count === undefined ? null : <b>{option.count}</b>}
          </button>
        );
      })}
    </fieldset>
  );
}

function toggled(values: readonly string[], value: string, single = false): readonly string[] {
  if (values.includes(value)) return values.filter((other) => other !== value);
  return single ? [value] : [...values, value];
}

function ListChip({ filter }: { filter: FilterDefinition }) {
  const t = useText(text);
  const [values, setValues] = useUrlList(filter.key);
  const chosen = filter.options.filter((option) => values.includes(option.value));
  const summary = chosen.length > 2 ? t.pickedOf(chosen.length) : chosen.map((option) => option.label).join('、');
  return (
    <Flyout
      className={`ln-chip${values.length ? ' ln-on' : ''}`}
      label={
        <>
          {filter.label} {summary ? <b>{summary}</b> : null} <ChevronIcon size={10} />
        </>
      }
    >
      {(close) => (
        <OptionList
          filter={filter}
          values={values}
          onChange={(next) => {
            setValues(next);
            if (filter.single) close();
          }}
        />
      )}
    </Flyout>
  );
}

function OptionList(props: {
  filter: FilterDefinition;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}) {
  const t = useText(text);
  const { filter, values, onChange } = props;
  const [query, setQuery] = useState('');
  const shown = filter.options.filter((option) => option.label.toLowerCase().includes(query.toLowerCase()));
  return (
    <fieldset className="ln-options">
      <legend className="ln-hidden">{filter.label}</legend>
      {filter.options.length > 8 ? (
        <input
          type="search"
          className="ln-input"
          value={query}
          aria-label={t.search}
          placeholder={t.search}
          onChange={(event) => setQuery(event.target.value)}
        />
      ) : null}
      <div className="ln-options-list">
        {shown.slice(0, 200).map((option) => (
          <label key={option.value} className="ln-option">
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              onChange={() => onChange(toggled(values, option.value, filter.single))}
            />
            {option.icon}
            <span className="ln-grow">{option.label}</span>
            {option.count === undefined ? null : <span className="ln-third">{option.count}</span>}
          </label>
        ))}
        {shown.length === 0 ? <p className="ln-small ln-third">{t.noMatch}</p> : null}
      </div>
      {values.length ? (
        <button type="button" className="ln-link ln-small" onClick={() => onChange([])}>
          {t.clear}
        </button>
      ) : null}
    </fieldset>
  );
}
