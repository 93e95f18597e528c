/** What the lock screen and a headset can do in a call. */
export interface CallActions {
  toggleMicrophone: () => void;
  toggleCamera: () => void;
  hangUp: () => void;
}

/** What the lock screen shows of it. */
export interface CallState {
  readonly title: string;
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
}

/** The newer parts are missing in many browsers, and in TypeScript's library. */
export type CallMediaSession = Pick<MediaSession, 'metadata' | 'playbackState'> & {
  setActionHandler: (action: CallAction, handler: (() => void) | null) => void;
  setMicrophoneActive?: (active: boolean) => unknown;
  setCameraActive?: (active: boolean) => unknown;
};

const CALL_ACTIONS = ['togglemicrophone', 'togglecamera', 'hangup'] as const;
type CallAction = (typeof CALL_ACTIONS)[number];

/**
 * Gives the call's controls to the lock screen and to headsets, as far as this browser knows them.
 * @returns takes them back.
 */
export function bindCallActions(session: CallMediaSession | undefined, actions: CallActions): () => void {
  const handlers = {
    togglemicrophone: actions.toggleMicrophone,
    togglecamera: actions.toggleCamera,
    hangup: actions.hangUp,
  };
  for (const action of CALL_ACTIONS) setHandler(session, action, handlers[action]);
  return () => {
    for (const action of CALL_ACTIONS) setHandler(session, action, null);
    if (session === undefined) return;
    session.metadata = null;
    session.playbackState = 'none';
  };
}

/** Shows the call as it is. */
export function showCallState(session: CallMediaSession | undefined, state: CallState): void {
  if (session === undefined) return;
  session.metadata = new MediaMetadata({ title: state.title, artist: 'Parley' });
  session.playbackState = 'playing';
  tell(() => session.setMicrophoneActive?.(state.microphoneOn));
  tell(() => session.setCameraActive?.(state.cameraOn));
}

/** Some browsers answer with a promise, and refuse while the page is hidden: nothing is lost by that. */
function tell(action: () => unknown): void {
  Promise.resolve()
    .then(action)
    .catch(() => undefined);
}

function setHandler(
  session: CallMediaSession | undefined,
  action: CallAction,
  handler: (() => void) | null,
): void {
  try {
    session?.setActionHandler(action, handler);
  } catch {
    // A TypeError where the browser does not know the action.
  }
}
