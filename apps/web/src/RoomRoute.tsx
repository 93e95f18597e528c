import { isRoomId, normalizeRoomId } from '@parley/protocol';
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { Redirect } from 'wouter';
import { EndedPage } from './features/ended/EndedPage.tsx';
import { InvalidRoomPage } from './features/prejoin/InvalidRoomPage.tsx';
import { PrejoinPage } from './features/prejoin/PrejoinPage.tsx';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';
import { preloadable } from './preloadable.tsx';
import { LocalMediaProvider } from './room/localMediaContext.tsx';
import { RoomVisit } from './room/RoomVisit.ts';
import { whenIdle } from './whenIdle.ts';

const { Component: RoomCall, preload: preloadRoomCall } = preloadable(async () => {
  const module = await import('./RoomCall.tsx');
  return module.RoomCall;
});

interface RoomRouteProps {
  /** The room's id as it stands in the address. */
  address: string;
  onHome: () => void;
}

/** `/r/:roomId`: pre-join, call and ended are states of this one page. */
export function RoomRoute({ address, onHome }: RoomRouteProps) {
  const roomId = normalizeRoomId(address);
  if (!isRoomId(roomId)) {
    return (
      <Page layout="column">
        <InvalidRoomPage roomId={address} onHome={onHome} />
      </Page>
    );
  }
  if (roomId !== address) return <Redirect to={`/r/${encodeURIComponent(roomId)}`} replace />;
  return <Visit roomId={roomId} onHome={onHome} />;
}

function Visit({ roomId, onHome }: { roomId: string; onHome: () => void }) {
  const { visit, snapshot } = useRoomVisit(roomId);
  switch (snapshot.phase) {
    case 'closed':
      return <Page layout="wide">{null}</Page>;
    case 'prejoin':
      return (
        <LocalMediaProvider media={snapshot.meeting.media}>
          <Page layout="wide">
            <PrejoinPage
              roomId={roomId}
              joining={snapshot.joining}
              problem={snapshot.problem}
              onJoin={(displayName) => void visit.join(displayName)}
            />
          </Page>
        </LocalMediaProvider>
      );
    case 'call':
      return (
        <LocalMediaProvider media={snapshot.meeting.media}>
          <Suspense fallback={<Loading />}>
            <RoomCall client={snapshot.meeting.client} media={snapshot.meeting.media} />
          </Suspense>
        </LocalMediaProvider>
      );
    case 'ended':
      return (
        <Page layout="column">
          <EndedPage roomId={roomId} reason={snapshot.reason} onRejoin={() => visit.open()} onHome={onHome} />
        </Page>
      );
  }
}

/** The visit lives as long as the page is shown; a page that is put away leaves the room. */
function useRoomVisit(roomId: string) {
  const [visit] = useState(() => new RoomVisit(roomId));
  const snapshot = useSyncExternalStore(visit.subscribe, visit.getSnapshot);
  useEffect(() => {
    const open = () => visit.open();
    const close = () => visit.close();
    // Not at once: React's strict mode runs effects twice, and the first round shall not touch the camera.
    const opening = setTimeout(open);
    const cancelPreload = whenIdle(() => void preloadRoomCall());
    window.addEventListener('pagehide', close);
    window.addEventListener('pageshow', open); // the browser may bring the page back as it was
    return () => {
      window.removeEventListener('pagehide', close);
      window.removeEventListener('pageshow', open);
      clearTimeout(opening);
      cancelPreload();
      close();
    };
  }, [visit]);
  return { visit, snapshot };
}
