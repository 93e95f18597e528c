import { limits } from './limits.ts';

/** Letters that are hard to confuse when read aloud or copied by hand: no i, l, o. */
const GENERATED_ALPHABET = 'abcdefghjkmnpqrstuvwxyz';
const GENERATED_GROUPS = [4, 4, 3] as const;
const ROOM_ID = /^[a-z0-9\uac00-\ud7a3]+(?:-[a-z0-9\uac00-\ud7a3]+)*$/;

/**
 * Brings what a person typed into the form room ids are compared in: NFC (macOS types decomposed Hangul), lower
 * case, blanks and underscores as hyphens. The result may still be invalid: check with {@link isRoomId}.
 */
export function normalizeRoomId(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/** Whether `text` is a room id as it stands: 3 to 64 of a-z, 0-9, Hangul syllables and single hyphens between them. */
export function isRoomId(text: string): boolean {
  return text.length >= limits.roomIdMinLength && text.length <= limits.roomIdMaxLength && ROOM_ID.test(text);
}

/** A new id such as `abcd-efgh-jkm`: 23^11 possibilities (49 bits) from the platform's secure random source. */
export function generateRoomId(): string {
  return GENERATED_GROUPS.map((length) => Array.from({ length }, randomLetter).join('')).join('-');
}

function randomLetter(): string {
  const limit = 256 - (256 % GENERATED_ALPHABET.length);
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while ((byte[0] ?? limit) >= limit); // discarding the incomplete last block keeps every letter equally likely
  return GENERATED_ALPHABET.charAt((byte[0] ?? 0) % GENERATED_ALPHABET.length);
}
