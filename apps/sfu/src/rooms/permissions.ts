import type { Role, RoomSettings } from '@parley/protocol';

/** Who may do what, in one table. Every request that is not about oneself alone is checked against it. */

type Allow = RoomSettings['allow'];

/**
 * What a role may: always or never, only what the room's `allow` gives to everyone, or only to people of the roles that
 * are listed.
 */
type Rule = boolean | { allow: keyof Allow } | { to: readonly Role[] };

const OTHERS: Rule = { to: ['co-host', 'guest'] };
const GUESTS: Rule = { to: ['guest'] };
const always = { host: true, 'co-host': true, guest: true } as const;
const byHosts = { host: true, 'co-host': true, guest: false } as const;
const byHostAlone = { host: true, 'co-host': false, guest: false } as const;
const onOthers = { host: OTHERS, 'co-host': OTHERS, guest: false } as const;
/** What takes somebody out of the meeting, or changes who they seem to be: co-hosts do not turn on each other. */
const onGuests = { host: OTHERS, 'co-host': GUESTS, guest: false } as const;
const asAllowed = (allow: keyof Allow) => ({ host: true, 'co-host': true, guest: { allow } }) as const;

const permissions = {
  chat: asAllowed('chat'),
  share: asAllowed('share'),
  camera: asAllowed('camera'),
  unmute: asAllowed('unmute'),
  'raise-hand': always,
  'see-lobby': byHosts,
  admit: byHosts,
  deny: byHosts,
  spotlight: byHosts,
  'mute-all': byHosts,
  'lower-all-hands': byHosts,
  lock: byHosts,
  'update-room': byHosts,
  'read-record': byHosts,
  mute: onOthers,
  'ask-unmute': onOthers,
  'stop-source': onOthers,
  'lower-hand': onOthers,
  rename: onGuests,
  'return-to-lobby': onGuests,
  remove: onGuests,
  'set-role': { host: OTHERS, 'co-host': false, guest: false },
  'end-room': byHostAlone,
  'break-worker': byHostAlone,
} as const satisfies Record<string, Record<Role, Rule>>;

export type Action = keyof typeof permissions;

/** Their own hand and their own name are everybody's. */
const OWN: ReadonlySet<Action> = new Set<Action>(['lower-hand', 'rename']);

export interface Attempt {
  role: Role;
  action: Action;
  allow: Allow;
  /** Whom it is done to, where it is done to somebody. */
  target?: { role: Role; isSelf: boolean };
}

/** Whether somebody of this role may do this, in a room with these rules, to this target. */
export function isPermitted({ role, action, allow, target }: Attempt): boolean {
  if (target?.isSelf === true && OWN.has(action)) return true;
  const rule: Rule = permissions[action][role];
  if (typeof rule === 'boolean') return rule;
  if ('allow' in rule) return allow[rule.allow] === 'everyone';
  return target !== undefined && !target.isSelf && rule.to.includes(target.role);
}
