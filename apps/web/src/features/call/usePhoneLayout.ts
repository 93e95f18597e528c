import { useMediaQuery } from '../../ui/useMediaQuery.ts';

/** How the call is laid out. The style sheets of this folder ask the same questions. */
export interface PhoneLayout {
  /** Five buttons, everything else behind "more". */
  readonly phone: boolean;
  /** The phone lies across: the buttons stand at its side, panels beside the pictures. */
  readonly across: boolean;
}

/** By the window's width, and by its height where there is a finger: a low window on a computer is not a phone. */
export function usePhoneLayout(): PhoneLayout {
  const narrow = useMediaQuery('(width < 600px)');
  const across = useMediaQuery('(width >= 600px) and (height < 560px) and (pointer: coarse)');
  return { phone: narrow || across, across };
}
