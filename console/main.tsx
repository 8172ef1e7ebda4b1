import './ui/tokens.css';
import './ui/base.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { followApp } from './pwa/index.ts';
import { speakChosen } from './text/index.ts';

followApp();
const root = document.getElementById('app');
// Nothing is shown in one language and then in another.
if (root) void speakChosen().then(() => render(<App />, root));
