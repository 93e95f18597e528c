import { Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';
import { preloadable } from './preloadable.tsx';
import { RoomDoor, preloadDoor } from './RoomDoor.tsx';
import { whenIdle } from './whenIdle.ts';

// Each page loads what it needs: pre-join is on a budget, and home needs neither the SDK nor mediasoup.
const home = preloadable(async () => (await import('./features/home/HomePage.tsx')).HomePage);

/** Fetches the page at this path, so that the first thing rendered is the page and not a spinner. */
export function preloadPage(path: string): Promise<void> {
  return path.startsWith('/r/') ? preloadDoor() : home.preload();
}

export function Routes() {
  const [, navigate] = useLocation();
  // From home the next page is a room, from a room it is home.
  useEffect(() => whenIdle(() => void Promise.all([preloadDoor(), home.preload()])), []);
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/">
          <Page layout="column">
            <home.Component
              onOpenRoom={(roomId, fragment = '') => navigate(`/r/${encodeURIComponent(roomId)}${fragment}`)}
            />
          </Page>
        </Route>
        <Route path="/r/:roomId">
          {({ roomId }) => <RoomDoor key={roomId} address={roomId} onHome={() => navigate('/')} />}
        </Route>
        <Route>
          <Redirect to="/" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}
