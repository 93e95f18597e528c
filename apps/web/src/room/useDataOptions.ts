import { dataTexts } from '../i18n/data.ts';
import { useText } from '../i18n/useText.ts';
import type { DataChoice } from './dataPolicy.ts';
import { dataChoices } from './dataSaver.ts';

/** Ways to save data, in the person's language. */
export function useDataOptions(): { value: DataChoice; label: string }[] {
  const t = useText(dataTexts);
  return dataChoices.map((value) => ({ value, label: t[value] }));
}
