import './ui/tokens.css';
import './ui/base.css';
import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (root) {
  render(
    <LocationProvider scope="/console">
      <App />
    </LocationProvider>,
    root,
  );
}
