/** What other modules' pages use of registers. Apart from `index.ts`, which is loaded with the first page. */
import './registers.css';

export { SourceEditor } from './define/SourceEditor.tsx';
export { useSourceDraft } from './define/use-source-draft.ts';
