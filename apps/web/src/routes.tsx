import { Suspense, lazy } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { HomePage } from './features/home/HomePage.tsx';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';

// Home needs neither the SDK nor mediasoup.
const RoomRoute = lazy(() => import('./RoomRoute.tsx').then((module) => ({ default: module.RoomRoute })));

export function Routes() {
  const [, navigate] = useLocation();
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/">
          <Page layout="column">
            <HomePage onOpenRoom={(roomId) => navigate(`/r/${encodeURIComponent(roomId)}`)} />
          </Page>
        </Route>
        <Route path="/r/:roomId">
          {({ roomId }) => <RoomRoute key={roomId} address={roomId} onHome={() => navigate('/')} />}
        </Route>
        <Route>
          <Redirect to="/" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}
