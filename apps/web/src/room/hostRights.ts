import type { Role } from '@parley/protocol';

/** What to offer one person to do to another. The server decides; this only keeps useless buttons away. */
export interface HostRights {
  /** Mute, ask to unmute, end camera and screen, lower the hand. */
  readonly moderate: boolean;
  /** Rename, send back to the lobby, remove. */
  readonly dismiss: boolean;
  readonly setRole: boolean;
}

const NONE: HostRights = { moderate: false, dismiss: false, setRole: false };

/** Nobody acts on the host; co-hosts do not turn on each other; roles are the host's to give. */
export function hostRightsOn(target: Role, viewer: Role): HostRights {
  if (viewer === 'guest' || target === 'host') return NONE;
  if (viewer === 'host') return { moderate: true, dismiss: true, setRole: true };
  return { moderate: true, dismiss: target === 'guest', setRole: false };
}
