import type { ImportJob } from '../../../server/kernel/model.ts';
import { get } from '../api.ts';
import type { Job } from '../jobs.ts';
import { ApiProblem } from '../problem.ts';
import type { ImportReport } from './import-report.ts';

const POLL_MS = 500;

/**
 * The report of an import: at once for a short list; of a long one, which the server works on in the background, when its
 * job is done. `onProgress` takes its share, 0 to 1, and what it says of itself.
 */
export async function settledImport(
  answer: ImportReport | ImportJob,
  onProgress: (share: number, message: string) => void,
): Promise<ImportReport> {
  if (!('jobId' in answer)) return answer;
  for (;;) {
    const job = await get<Job<unknown>>(`jobs/${answer.jobId}`);
    if (job.state === 'done') return get<ImportReport>(`imports/runs/${answer.runId}`);
    if (job.state === 'failed') throw new ApiProblem({ status: 422, ...job.problem });
    onProgress(job.progress, job.message ?? '');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
