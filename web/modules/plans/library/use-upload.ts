/** An upload: bytes, then the reading job, then the review. What fails keeps the file and what was typed. */
import { useEffect, useRef, useState } from 'react';
import { upload } from '../../../shell/api.ts';
import { useJob } from '../../../shell/jobs.ts';
import { libraryPath, type UploadAnswer, useAfterPlanChange } from '../library-api.ts';

export type UploadStage =
  | { name: 'choose' }
  | { name: 'sending'; share: number }
  | { name: 'reading'; answer: UploadAnswer }
  | { name: 'failed'; error: unknown }
  | { name: 'stopped' };

export function useUpload() {
  const [stage, setStage] = useState<UploadStage>({ name: 'choose' });
  const abort = useRef<AbortController | null>(null);
  const reading = stage.name === 'reading' ? stage.answer : null;
  const job = useJob<{ targets?: number; tasks?: number }>(reading?.jobId ?? null);
  const afterChange = useAfterPlanChange();
  const isDone = job.data?.state === 'done';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the reading ends
  useEffect(() => {
    if (isDone) void afterChange();
  }, [isDone]);

  const start = async (file: File, fields: Record<string, string>) => {
    abort.current = new AbortController();
    setStage({ name: 'sending', share: 0 });
    try {
      const answer = await upload<UploadAnswer>(libraryPath, file, {
        fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
        signal: abort.current.signal,
        onProgress: (share) => setStage({ name: 'sending', share }),
      });
      setStage({ name: 'reading', answer });
    } catch (error) {
      setStage(
        error instanceof DOMException && error.name === 'AbortError' ? { name: 'stopped' } : { name: 'failed', error },
      );
    }
  };
  return { stage, job: job.data, start, stop: () => abort.current?.abort(), reset: () => setStage({ name: 'choose' }) };
}
