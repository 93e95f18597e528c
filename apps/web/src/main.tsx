import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { withoutLineParameter } from './platform/externalBrowser.ts';
import { chooseManifest, registerServiceWorker } from './platform/installable.ts';
import { preloadPage } from './routes.tsx';
import { whenIdle } from './whenIdle.ts';
import './ui/tokens.css';
import './ui/base.css';
import './notStarted.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
history.replaceState(history.state, '', withoutLineParameter(location.href));
void preloadPage(location.pathname).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  chooseManifest(document, document.documentElement.lang);
  whenIdle(() => void registerServiceWorker(navigator));
});
