import './shell/css/tokens.css';
import './shell/css/base.css';
import './shell/css/controls.css';
import './shell/css/frame.css';
import './shell/css/widgets.css';
import './shell/css/table.css';
import './shell/css/print.css';
import { createRoot } from 'react-dom/client';
import { modules } from './modules/index.ts';
import { App } from './shell/App.tsx';

const root = document.getElementById('root');
if (!root) throw new TypeError('index.html has no #root');
createRoot(root).render(<App modules={modules} />);
