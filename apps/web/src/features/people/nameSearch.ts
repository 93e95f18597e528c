/** The initial consonants of Hangul syllables, in Unicode's order, as a keyboard types them. */
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;

/** Whether a name contains what was typed, whatever the case; `ㅈㅅ` finds 김지수, as does a syllable half typed (`김ㅈ`). */
export function matchesName(name: string, typed: string): boolean {
  const wanted = Array.from(plain(typed));
  const letters = Array.from(plain(name));
  if (wanted.length === 0) return true;
  return letters.some((_, start) =>
    wanted.every((letter, index) => isLetter(letters[start + index], letter)),
  );
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s/gu, '');
}

function isLetter(letter: string | undefined, wanted: string): boolean {
  return letter !== undefined && (letter === wanted || initialOf(letter) === wanted);
}

function initialOf(letter: string): string | undefined {
  const code = letter.codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return undefined;
  return INITIALS[Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL)];
}
