import { isRoomId, normalizeRoomId } from '@parley/protocol';

/** A room of this server, or a link to a room of another one. */
export type RoomTarget =
  | {
      kind: 'here';
      roomId: string;
      /** What a host's link or an invitation carries behind the room, with its `#`. */
      fragment?: string;
    }
  | { kind: 'elsewhere'; url: string };

/** With or without a scheme; a bare path (`/r/abc`) counts too. */
const LINK =
  /(?:(https?):\/\/)?([\p{L}\p{N}.-]*(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?)\/r\/([^\s/?#"'<>]+)(?:\/?(#(?:host|token)=[\w.-]*\w))?/giu;
const GENERATED = '[a-hjkmnp-z]{4}-[a-hjkmnp-z]{4}-[a-hjkmnp-z]{3}';
const GENERATED_ANYWHERE = new RegExp(`(?<![a-z0-9-])${GENERATED}(?![a-z0-9-])`, 'iu');
/** A Korean particle written onto the end of a link, as in `…/r/abcd-efgh-jkm으로`. */
const PARTICLE = new RegExp(`^(${GENERATED})[\\uac00-\\ud7a3]+$`, 'iu');
const TRAILING_PUNCTUATION = /[.,;:!?)\]}*_~…·。、]+$/u;

/**
 * Finds the room in what a person typed or pasted: a code, a room's name, a link, or a whole message with one of
 * them in it (as copied from KakaoTalk or a mail). `null` when there is none.
 * @param origin this server's, such as `https://meet.example.com`
 */
export function parseRoomLink(text: string, origin: string): RoomTarget | null {
  const normalized = text.normalize('NFC').trim();
  const links = [...normalized.matchAll(LINK)];
  for (const link of links) {
    const target = targetOf(link, origin);
    if (target) return target;
  }
  if (links.length > 0) return null;
  return roomHere(normalized) ?? roomHere(GENERATED_ANYWHERE.exec(normalized)?.[0] ?? '');
}

function targetOf(link: RegExpMatchArray, origin: string): RoomTarget | null {
  const [, scheme, host = '', segment = '', fragment = ''] = link;
  const roomId = idOf(segment);
  if (roomId === null) return null;
  const here = new URL(origin);
  if (host === '' || host.toLowerCase() === here.host)
    return { kind: 'here', roomId, ...(fragment !== '' && { fragment }) };
  const base = `${scheme ?? here.protocol.slice(0, -1)}://${host}`;
  return URL.canParse(base)
    ? { kind: 'elsewhere', url: `${base}/r/${encodeURIComponent(roomId)}${fragment}` }
    : null;
}

function idOf(segment: string): string | null {
  const decoded = decode(segment).replace(TRAILING_PUNCTUATION, '');
  return roomHere(PARTICLE.exec(decoded)?.[1] ?? decoded)?.roomId ?? null;
}

function roomHere(text: string): { kind: 'here'; roomId: string } | null {
  if (/[\r\n]/u.test(text)) return null;
  const roomId = normalizeRoomId(text);
  return isRoomId(roomId) ? { kind: 'here', roomId } : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray percent sign: not a valid id either, as the caller will find
  }
}
