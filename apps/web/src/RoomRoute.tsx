import { isRoomId, normalizeRoomId } from '@parley/protocol';
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { Redirect } from 'wouter';
import { preloadJoinProblem } from './features/prejoin/lazyProblems.ts';
import { PrejoinPage } from './features/prejoin/PrejoinPage.tsx';
import { Preview } from './features/prejoin/Preview.tsx';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';
import { preloadable } from './preloadable.tsx';
import { LocalMediaProvider } from './room/localMediaContext.tsx';
import { RoomVisit } from './room/RoomVisit.ts';

// Pre-join is on a budget: what comes after it is fetched while the person looks at themselves.
const call = preloadable(async () => (await import('./RoomCall.tsx')).RoomCall);
const invalid = preloadable(
  async () => (await import('./features/prejoin/InvalidRoomPage.tsx')).InvalidRoomPage,
);
const waiting = preloadable(async () => (await import('./features/lobby/WaitingPage.tsx')).WaitingPage);
const refused = preloadable(async () => (await import('./features/lobby/RefusedPage.tsx')).RefusedPage);
const ended = preloadable(async () => (await import('./features/ended/EndedPage.tsx')).EndedPage);

function preloadPages(): void {
  for (const preload of [preloadJoinProblem, call.preload, waiting.preload, refused.preload, ended.preload])
    void preload();
}

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
        <Suspense>
          <invalid.Component roomId={address} onHome={onHome} />
        </Suspense>
      </Page>
    );
  }
  if (roomId !== address) return <Redirect to={`/r/${encodeURIComponent(roomId)}${location.hash}`} replace />;
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
              retryAtMs={snapshot.retryAtMs}
              credentials={snapshot.credentials}
              onJoin={(displayName, passcode) => void visit.join(displayName, passcode)}
              onUninvited={() => visit.refuse('TOKEN_REQUIRED')}
            />
          </Page>
        </LocalMediaProvider>
      );
    case 'waiting':
      return (
        <LocalMediaProvider media={snapshot.meeting.media}>
          <Page layout="wide">
            <Suspense>
              <waiting.Component
                roomId={roomId}
                waiting={snapshot.waiting}
                displayName={snapshot.displayName}
                preview={<Preview name={snapshot.displayName} problem={null} />}
                onStop={onHome}
              />
            </Suspense>
          </Page>
        </LocalMediaProvider>
      );
    case 'refused':
      return (
        <Page layout="column">
          <Suspense>
            <refused.Component
              roomId={roomId}
              refusal={snapshot.refusal}
              onAgain={() => visit.open()}
              onHome={onHome}
            />
          </Suspense>
        </Page>
      );
    case 'call':
      return (
        <LocalMediaProvider media={snapshot.meeting.media}>
          <Suspense fallback={<Loading />}>
            <call.Component client={snapshot.client} media={snapshot.meeting.media} />
          </Suspense>
        </LocalMediaProvider>
      );
    case 'ended':
      return (
        <Page layout="column">
          <Suspense>
            <ended.Component
              roomId={roomId}
              roomName={snapshot.roomName}
              reason={snapshot.reason}
              record={snapshot.record}
              onRejoin={() => visit.open()}
              onHome={onHome}
            />
          </Suspense>
        </Page>
      );
  }
}

/** The visit lives as long as the page is shown; a page that is put away leaves the room. */
function useRoomVisit(roomId: string) {
  const [visit] = useState(() => new RoomVisit(roomId, preloadPages));
  const snapshot = useSyncExternalStore(visit.subscribe, visit.getSnapshot);
  useEffect(() => {
    const open = () => visit.open();
    const close = () => visit.close();
    // Not at once: React's strict mode runs effects twice, and the first round shall not touch the camera.
    const opening = setTimeout(open);
    const takeSecrets = () => visit.takeSecrets();
    window.addEventListener('hashchange', takeSecrets);
    window.addEventListener('pagehide', close);
    window.addEventListener('pageshow', open); // the browser may bring the page back as it was
    return () => {
      window.removeEventListener('hashchange', takeSecrets);
      window.removeEventListener('pagehide', close);
      window.removeEventListener('pageshow', open);
      clearTimeout(opening);
      close();
    };
  }, [visit]);
  return { visit, snapshot };
}
