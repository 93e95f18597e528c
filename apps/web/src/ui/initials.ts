const HANGUL_ONLY = /^[\uac00-\ud7a3]+$/u;
const VISIBLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const SYLLABLES_OF_A_NAME = 4;

/**
 * What stands for a person on an avatar, at most two characters: the given name of a Korean name (김민수 -> 민수),
 * the first letters of the first and last word of others (Ada King Lovelace -> AL), an emoji as it is.
 */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => VISIBLE.test(word));
  const joined = words.join('');
  if (HANGUL_ONLY.test(joined)) return hangulInitials(joined);
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return '?';
  const letters = [firstCharacter(first), words.length > 1 ? firstCharacter(last) : ''];
  // A syllable block is as wide as two letters: beside a Latin letter it would not fit.
  const wide = letters.some((letter) => HANGUL_ONLY.test(letter));
  return (wide ? letters.slice(0, 1) : letters).join('').toLocaleUpperCase();
}

function hangulInitials(name: string): string {
  return name.length <= SYLLABLES_OF_A_NAME ? name.slice(-2) : name.slice(0, 2);
}

/** The first character as people see it (an emoji of several code points is one) that is a letter, digit or emoji. */
function firstCharacter(word: string): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) if (VISIBLE.test(segment)) return segment;
  return '';
}

/** Hues that differ at a glance, in degrees of OKLCH. */
const HUES = [20, 48, 80, 130, 160, 190, 225, 255, 280, 305, 330, 355] as const;

/** A name's hue: always the same for the same name, on every device. */
export function hueOf(name: string): number {
  let hash = 2166136261; // FNV-1a
  for (const character of name.normalize('NFC')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return HUES[(hash >>> 0) % HUES.length] ?? HUES[0];
}
