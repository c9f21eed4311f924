import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.js';
import './design/fonts.css';
import './design/base.css';
import { LanguageProvider } from './language/language.js';

const root = document.getElementById('root');
if (root === null) throw new Error('Expected to start in #root, but the page has none');

// Without transitions, a filter's own control shows its new value at once: the address is its only state.
createRoot(root).render(
  <BrowserRouter useTransitions={false}>
    <LanguageProvider>
      <App />
    </LanguageProvider>
  </BrowserRouter>,
);
