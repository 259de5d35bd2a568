import { pageText } from './html-text.ts';
import { answerInWorker } from './in-worker.ts';

answerInWorker(async (file) => pageText(file));
