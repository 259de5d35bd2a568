import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../shell/api.ts';
import type { ImportMend, ImportReport } from '../../shell/widgets/import-report.ts';

/** As many runs as a person looks through; the server keeps all. */
const most = 500;

export const importsQuery = (language: string) =>
  queryOptions({
    queryKey: ['imports', language],
    queryFn: ({ signal }) => get<{ items: ImportReport[] }>('imports/runs', { query: { limit: most }, signal }),
  });

export const importQuery = (id: string, language: string) =>
  queryOptions({
    queryKey: ['imports', language, id],
    queryFn: ({ signal }) => get<ImportReport>(`imports/runs/${encodeURIComponent(id)}`, { signal }),
  });

/** What is written or taken back may move any figure; the session knows the newest month. */
export function useImportChanges(id: string) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries();
  return {
    mend: useMutation({
      mutationFn: (changes: readonly ImportMend[]) => post<ImportReport>(`imports/runs/${id}/mend`, { changes }),
      onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
    }),
    write: useMutation({ mutationFn: () => post<ImportReport>(`imports/runs/${id}/write`), onSuccess }),
    takeBack: useMutation({ mutationFn: () => post<ImportReport>(`imports/runs/${id}/undo`), onSuccess }),
  };
}

/** Rows that were or would be written. */
export const goodRows = ({ counts }: ImportReport): number => counts.new + counts.changed;

/** Until when a written import can be taken back; null where it cannot. */
export function takeBackUntil({ undoableUntil }: ImportReport, now: Date): Date | null {
  const until = undoableUntil === null ? null : new Date(undoableUntil);
  return until !== null && until > now ? until : null;
}
