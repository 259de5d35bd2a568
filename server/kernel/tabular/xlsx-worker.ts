import { answerInWorker } from '../document/in-worker.ts';
import { sheetText } from './xlsx-read.ts';

answerInWorker(sheetText);
