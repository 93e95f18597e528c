import { Suspense, useState } from 'react';
import { appToLeave, canStay, stayHere } from './inApp.ts';
import { Page } from './Page.tsx';
import { preloadable } from './preloadable.tsx';

const inApp = preloadable(async () => (await import('./features/inapp/InAppPage.tsx')).InAppPage);
const room = preloadable(async () => (await import('./RoomRoute.tsx')).RoomRoute);

/** Fetches what is shown first at a room's address. */
export function preloadDoor(): Promise<void> {
  return appToLeave() === null ? room.preload() : inApp.preload();
}

interface RoomDoorProps {
  /** The room's id as it stands in the address. */
  address: string;
  onHome: () => void;
}

/** In front of a room: whoever comes inside of another app is shown the way out before anything asks for the camera. */
export function RoomDoor({ address, onHome }: RoomDoorProps) {
  const [browser, setBrowser] = useState(appToLeave);
  if (browser === null) return <room.Component address={address} onHome={onHome} />;
  const stay = () => {
    stayHere();
    setBrowser(null);
  };
  return (
    <Page layout="column">
      <Suspense>
        <inApp.Component roomId={address} browser={browser} onStay={canStay() ? stay : null} />
      </Suspense>
    </Page>
  );
}
