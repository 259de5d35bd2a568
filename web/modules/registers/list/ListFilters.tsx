import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldView, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { useUrlState } from '../../../shell/url.ts';
import { FilterChips, type FilterDefinition } from '../../../shell/widgets/FilterChips.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { facetQuery } from '../api.ts';
import { conditionKind } from '../expression.ts';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';
import { AdvancedChip } from './AdvancedChip.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { AsAtChip, RangeChip, WordsChip } from './chips.tsx';
import { SavedViews } from './SavedViews.tsx';
import { conditionKey, type ListView } from './use-list-view.ts';

/** Code fields that have a chip before anybody asks for one. */
const firstChips = 3;

/** Search, chips, as-at date, views and list or map, in one line. */
export function ListFilters({ register, view }: { register: Register; view: ListView }) {
  const t = useText(text).list;
  const language = useLanguage();
  const [added, setAdded] = useState<readonly string[]>([]);
  const askable = register.fields.filter((field) => field.visible && conditionKind(field) !== null);
  const first = askable.filter(({ type }) => type === 'code').slice(0, firstChips);
  const isShown = (field: FieldView) =>
    first.includes(field) || added.includes(field.id) || view.conditions.has(field.id);
  const shown = askable.filter(isShown);
  const options = shown.filter((field) => conditionKind(field) === 'options');
  const counts = useCounts(register, options, view);
  const area = useAreaFilter();
  const filters: FilterDefinition[] = [
    area,
    ...(register.lifeCycle
      ? [
          {
            key: 'state',
            label: t.state,
            options: register.lifeCycle.states.map((state) => ({
              value: state.id,
              label: nameOf(state, language),
              count: counts.get('state')?.get(state.id) ?? (counts.has('state') ? 0 : undefined),
            })),
          },
        ]
      : []),
    ...options.map((field) => ({
      key: conditionKey(field.id),
      label: nameOf(field, language),
      options: optionsOf(field, register, { yes: t.yes, no: t.no }, language).map((option) => ({
        ...option,
        count: counts.get(field.id)?.get(option.value),
      })),
    })),
  ];
  return (
    <div className="reg-filters">
      <FilterChips
        search={{ placeholder: t.search }}
        filters={filters}
        end={
          <>
            {shown.map((field) =>
              conditionKind(field) === 'range' ? (
                <RangeChip key={field.id} field={field} />
              ) : conditionKind(field) === 'words' ? (
                <WordsChip key={field.id} field={field} />
              ) : null,
            )}
            <AsAtChip />
            <AdvancedChip register={register} view={view} />
            <AddCondition
              fields={askable.filter((field) => !isShown(field))}
              onAdd={(field) => setAdded([...added, field])}
            />
            <span className="ln-grow" />
            {register.hasMap ? <LookSwitch /> : null}
            <ColumnChooser register={register} />
            <SavedViews register={register.id} />
          </>
        }
      />
    </div>
  );
}

function optionsOf(field: FieldView, register: Register, words: { yes: string; no: string }, language: 'zh' | 'en') {
  if (field.type === 'boolean') {
    return [
      { value: 'true', label: words.yes },
      { value: 'false', label: words.no },
    ];
  }
  const list = field.list === null ? [] : (register.lists[field.list] ?? []);
  return list.map((one) => ({ value: one.code, label: nameOf(one, language) }));
}

/** How many entries each option has, under what is chosen apart from the option's own field. */
function useCounts(register: Register, fields: readonly FieldView[], view: ListView) {
  const asked = [...(register.lifeCycle ? ['state'] : []), ...fields.map(({ id }) => id)];
  const answers = useQueries({
    queries: asked.map((field) =>
      facetQuery(register.id, field, { region: view.region, asAt: view.filter.asAt, q: view.filter.q }),
    ),
  });
  return new Map(
    asked.flatMap((field, index) => {
      const items = answers[index]?.data?.items;
      return items ? [[field, new Map(items.map(({ value, count }) => [value ?? '', count]))] as const] : [];
    }),
  );
}

/** Regions right below the one that the frame has. */
function useAreaFilter(): FilterDefinition {
  const t = useText(text).list;
  const language = useLanguage();
  const { region } = useScope();
  const { data } = useQuery(regionsQuery({ parent: region }));
  return {
    key: 'area',
    label: t.area,
    single: true,
    options: (data?.items ?? []).map((one) => ({
      value: one.code,
      label: language === 'en' ? (one.nameEn ?? one.name) : one.name,
    })),
  };
}

function AddCondition({ fields, onAdd }: { fields: readonly FieldView[]; onAdd: (field: string) => void }) {
  const t = useText(text).list;
  const language = useLanguage();
  if (fields.length === 0) return null;
  return (
    <Flyout className="ln-chip" label={t.addCondition}>
      {(close) => (
        <div className="ln-options ln-options-list">
          {fields.map((field) => (
            <button
              key={field.id}
              type="button"
              className="ln-option"
              onClick={() => {
                onAdd(field.id);
                close();
              }}
            >
              {nameOf(field, language)}
            </button>
          ))}
        </div>
      )}
    </Flyout>
  );
}

function LookSwitch() {
  const t = useText(text).list;
  const [look, setLook] = useUrlState<'table' | 'map'>('view', 'table');
  return (
    <fieldset className="ln-switch">
      <legend className="ln-hidden">{t.look}</legend>
      {(['table', 'map'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={look === one} onClick={() => setLook(one)}>
          {t[one]}
        </button>
      ))}
    </fieldset>
  );
}
