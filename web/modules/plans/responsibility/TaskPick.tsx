import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { Combo } from '../library/Combo.tsx';
import { text } from '../responsibility-text.ts';
import { tasksQuery } from '../tasks-api.ts';

export interface TaskPickProps {
  /** Whose tasks: those of the body's plan, else of its place. */
  planId: string | null;
  region: string;
  value: { id: string; title: string } | null;
  onPick: (task: { id: string; title: string } | null) => void;
}

/** The plan's task that a decision carries out, found by its words. */
export function TaskPick({ planId, region, value, onPick }: TaskPickProps) {
  const t = useText(text);
  const [q, setQ] = useState('');
  const filter = { q, ...(planId ? { plan: [planId] } : { region }) };
  const { data } = useInfiniteQuery(tasksQuery(filter, useLanguage()));
  const tasks = data?.pages[0]?.items ?? [];
  return (
    <Field label={t.meetingFields.task}>
      {(attributes) => (
        <Combo
          id={attributes.id}
          shown={value?.title ?? t.noTask}
          options={[
            { value: '', label: t.noTask },
            ...tasks.map(({ id, title, responsible }) => ({ value: id, label: title, note: responsible[0]?.unit })),
          ]}
          onQuery={setQ}
          onPick={(option) => onPick(option.value ? { id: option.value, title: option.label } : null)}
        />
      )}
    </Field>
  );
}
