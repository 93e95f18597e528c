/** A text of at most so many characters as people see them: no emoji is torn. What was cut off is an ellipsis. */
export function shortened(text: string, maxCharacters: number): string {
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  if (characters.length <= maxCharacters) return text;
  return `${characters.slice(0, maxCharacters).join('').trimEnd()}…`;
}
