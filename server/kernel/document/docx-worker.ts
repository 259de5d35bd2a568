import { docxText } from './docx-text.ts';
import { answerInWorker } from './in-worker.ts';

answerInWorker(async (file) => docxText(file));
