import { limits } from './limits.ts';

/** Control, format (bidi overrides, zero-width), private-use and unassigned characters: they hide or imitate names. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;
/** The zero-width joiner holds family and profession emoji together; it stays between two visible characters. */
const LONE_JOINER = /^\u200d|\u200d$|\u200d(?=[\s\u200d])|(?<=\s)\u200d/gu;

/** A name as it is shown and stored: NFC, without invisible characters, runs of white space as one blank, trimmed. */
export function normalizeDisplayName(text: string): string {
  const cleaned = clean(text);
  // What is taken away may leave two blanks, or a letter and its accent, side by side.
  return cleaned === text ? text : normalizeDisplayName(cleaned);
}

function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(INVISIBLE, (character) => (character === '\u200d' ? character : ''))
    .replace(LONE_JOINER, '')
    .trim();
}

/** Whether a normalised name can be shown: 1 to 64 code units. */
export function isDisplayName(text: string): boolean {
  return (
    text.length >= 1 && text.length <= limits.displayNameMaxLength && text === normalizeDisplayName(text)
  );
}
