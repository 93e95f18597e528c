import { Signal, X } from 'lucide-react';
import { useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { StageNotice } from './StageNotice.tsx';

/** Says that one's own connection is poor, until it is better or the person knows. */
export function WeakConnectionNotice() {
  const t = useText(callTexts);
  const people = useText(peopleTexts);
  // While there is no connection there are other words for it.
  const weak = useRoom(
    ({ status, self, mediaConnection }) =>
      status === 'joined' && mediaConnection === 'connected' && self?.quality === 'poor',
  );
  const [known, setKnown] = useState(false);
  if (!weak && known) setKnown(false);
  if (!weak || known) return null;
  return (
    <StageNotice icon={Signal} text={people.ownPoorReason}>
      <IconButton label={t.close} icon={X} size="small" onClick={() => setKnown(true)} />
    </StageNotice>
  );
}
