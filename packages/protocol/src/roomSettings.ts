import { z } from 'zod';
import { normalizeDisplayName } from './displayName.ts';
import { limits } from './limits.ts';

/** How a room is run: chosen when it is made, changed by its hosts. */

/** `host`: exactly one while anybody is. `co-host`: helps, appointed by the host. */
export const roleSchema = z.enum(['host', 'co-host', 'guest']);

/** Whom a rule lets do something; `hosts` are the host and the co-hosts. */
export const audienceSchema = z.enum(['everyone', 'hosts']);

const roomNameSchema = z
  .string()
  .max(limits.roomNameMaxLength * 4)
  .transform(normalizeDisplayName)
  .refine((name) => name.length <= limits.roomNameMaxLength);

const passcodeSchema = z.string().trim().min(limits.passcodeMinLength).max(limits.passcodeMaxLength);

/** Who may begin something. What runs already is not ended by a change. */
const allowSchema = z.object({
  share: audienceSchema,
  chat: audienceSchema,
  unmute: audienceSchema,
  camera: audienceSchema,
});

/**
 * A room's rules as everyone inside sees them. `name` is empty where none was given.
 * - `lobby`: guests wait until a host lets them in. - `waitForHost`: guests wait until a host is there.
 * - `locked`: nobody new comes in. - `joinMuted`: guests come in with their microphones off.
 * - `succession`: who becomes host when the host is gone and no co-host is there: whoever has been there longest, nobody
 *   until a host comes back, or the meeting ends.
 */
export const roomSettingsSchema = z.object({
  name: z.string(),
  hasPasscode: z.boolean(),
  lobby: z.boolean(),
  waitForHost: z.boolean(),
  locked: z.boolean(),
  joinMuted: z.boolean(),
  allow: allowSchema,
  succession: z.enum(['longest-present', 'nobody', 'end']),
});

/** What may be said of a room that is made; what is not said is as in a room that anybody makes by joining. */
export const roomChoicesSchema = z.object({
  name: roomNameSchema.exactOptional(),
  passcode: passcodeSchema.exactOptional(),
  lobby: z.boolean().exactOptional(),
  waitForHost: z.boolean().exactOptional(),
  joinMuted: z.boolean().exactOptional(),
  allow: allowSchema.partial().exactOptional(),
  succession: roomSettingsSchema.shape.succession.exactOptional(),
  /** At most what the server allows. */
  maxParticipants: z.int().min(2).max(10_000).exactOptional(),
});

/** What hosts may change later; a `passcode` of null takes it away. */
export const roomChangesSchema = roomChoicesSchema.extend({
  passcode: passcodeSchema.nullable().exactOptional(),
});

/** The rules of a room nobody has chosen any for. */
export const openRoom: RoomSettings = {
  name: '',
  hasPasscode: false,
  lobby: false,
  waitForHost: false,
  locked: false,
  joinMuted: false,
  allow: { share: 'everyone', chat: 'everyone', unmute: 'everyone', camera: 'everyone' },
  succession: 'longest-present',
};

export type Role = z.infer<typeof roleSchema>;
export type Audience = z.infer<typeof audienceSchema>;
export type RoomSettings = z.infer<typeof roomSettingsSchema>;
export type RoomChoices = z.infer<typeof roomChoicesSchema>;
export type RoomChanges = z.infer<typeof roomChangesSchema>;
