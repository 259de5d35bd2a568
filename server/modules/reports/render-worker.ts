import { parentPort } from 'node:worker_threads';
import type { Doc } from './compose-doc.ts';
import { renderDocx } from './render-docx.ts';
import { renderPdf } from './render-pdf.ts';

export interface RenderJob {
  readonly as: 'docx' | 'pdf';
  readonly doc: Doc;
  readonly at: string;
}
export type RenderAnswer = { readonly bytes: Uint8Array } | { readonly fault: string };

parentPort?.once('message', async ({ as, doc, at }: RenderJob) => {
  const answer: RenderAnswer = await (as === 'pdf' ? renderPdf : renderDocx)(doc, new Date(at)).then(
    (bytes) => ({ bytes }),
    (error: unknown) => ({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  parentPort?.postMessage(answer);
});
