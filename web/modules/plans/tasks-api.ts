/** What the task list and a task's page ask of the server. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  TaskList as TaskListSchema,
  TaskNote as TaskNoteSchema,
  TaskPatch as TaskPatchSchema,
  TaskView as TaskViewSchema,
} from '../../../server/modules/plans/model.ts';
import { get, patch, post, type Query, upload } from '../../shell/api.ts';
import { pagedQuery } from '../../shell/paged.ts';
import type { Language } from '../../shell/preferences.tsx';

export type TaskView = z.infer<typeof TaskViewSchema>;
export type TaskPatch = z.infer<typeof TaskPatchSchema>;
export type TaskNote = z.infer<typeof TaskNoteSchema>;
type TaskList = z.infer<typeof TaskListSchema>;

export const tasksPath = 'plans/tasks';
const taskPath = (id: string) => `${tasksPath}/${id}`;

export const tasksQuery = (filter: Query, language: Language) =>
  pagedQuery<TaskList>({
    queryKey: ['plans', 'tasks', filter, language],
    path: tasksPath,
    filter,
    limit: 500,
  });

const taskKey = (id: string, language: Language) => ['plans', 'task', id, language];

export const taskQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: taskKey(id, language),
    queryFn: ({ signal }) => get<TaskView>(taskPath(id), { signal }),
  });

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', 'task-notes', id],
    queryFn: ({ signal }) => get<{ items: TaskNote[] }>(`${taskPath(id)}/notes`, { signal }),
  });

export function useEditTask(id: string, language: Language) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, fields }: { revision: number; fields: TaskPatch }) =>
      patch<TaskView>(taskPath(id), fields, { ifMatch: `"${revision}"` }),
    onSuccess: (task) => {
      client.setQueryData(taskKey(id, language), task);
      return client.invalidateQueries({ queryKey: ['plans', 'tasks'] });
    },
  });
}

export interface NewNote {
  text: string;
  percent: number | null;
  file: File | null;
  onProgress?: (share: number) => void;
}

export function useAddNote(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, percent, file, onProgress }: NewNote) =>
      file
        ? upload<TaskNote>(`${taskPath(id)}/notes`, file, {
            fields: { text, ...(percent === null ? {} : { percent: String(percent) }) },
            onProgress,
          })
        : post<TaskNote>(`${taskPath(id)}/notes`, { text, ...(percent === null ? {} : { percent }) }),
    onSuccess: () =>
      client.invalidateQueries({
        queryKey: ['plans'],
        predicate: ({ queryKey }) => ['task', 'tasks', 'task-notes'].includes(String(queryKey[1])),
      }),
  });
}
