import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import type { ViewChoice } from '../../layout/viewMode.ts';
import { viewChoices } from '../../room/viewChoice.ts';

/** Views to choose between, in the person's language. */
export function useViewOptions(): { value: ViewChoice; label: string }[] {
  const t = useText(callTexts);
  const names: Record<ViewChoice, string> = { auto: t.viewAuto, speaker: t.viewSpeaker, grid: t.viewGrid };
  return viewChoices.map((value) => ({ value, label: names[value] }));
}
