import { answerInWorker } from '../document/in-worker.ts';
import { sheetsText } from './xlsx-read.ts';

answerInWorker(sheetsText);
