import { answerInWorker } from './in-worker.ts';
import { pdfText } from './pdf-text.ts';

answerInWorker(pdfText);
