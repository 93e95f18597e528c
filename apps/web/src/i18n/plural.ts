const english = new Intl.PluralRules('en');

/** English has two forms: `plural(2, 'person', 'people')` is "2 people". Korean needs none. */
export function plural(count: number, one: string, other: string): string {
  return `${count.toLocaleString('en')} ${english.select(count) === 'one' ? one : other}`;
}
