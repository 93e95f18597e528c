import { shellTexts } from './i18n/shell.ts';
import { useText } from './i18n/useText.ts';
import { Routes } from './routes.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Button } from './ui/Button.tsx';
import { ToastRegion } from './ui/ToastRegion.tsx';

export function App() {
  const t = useText(shellTexts);
  return (
    <ErrorBoundary
      title={t.brokenTitle}
      text={t.brokenText}
      action={
        <Button variant="primary" size="large" onClick={() => location.reload()}>
          {t.reload}
        </Button>
      }
    >
      <Routes />
      <ToastRegion label={t.notifications} dismissLabel={t.dismiss} />
    </ErrorBoundary>
  );
}
