import { type SubmitEvent, useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface PeopleLimitSettingProps {
  maxParticipants: number;
  onChange: (maxParticipants: number) => Promise<boolean>;
}

const FEWEST = 2;
const MOST = 10_000;

/** How many people may be inside; nobody is put out by a change. */
export function PeopleLimitSetting({ maxParticipants, onChange }: PeopleLimitSettingProps) {
  const t = useText(hostTexts);
  const { store } = useRoomClient();
  const inside = useRoom(({ users }) => users.length + 1);
  const [typed, setTyped] = useState(String(maxParticipants));
  const [shown, setShown] = useState(maxParticipants);
  const [wrong, setWrong] = useState(false);
  /** More was asked for than the server has seats for. */
  const [capped, setCapped] = useState(false);
  const wanted = Number(typed);

  // Another host may change it meanwhile.
  if (shown !== maxParticipants) {
    setShown(maxParticipants);
    setTyped(String(maxParticipants));
  }

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fits = Number.isInteger(wanted) && wanted >= FEWEST && wanted <= MOST;
    setWrong(!fits);
    if (!fits || !(await onChange(wanted))) return;
    const allowed = store.getSnapshot().room?.maxParticipants ?? wanted;
    setCapped(allowed < wanted);
    setTyped(String(allowed));
  };

  const isFull = inside >= maxParticipants;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t.peopleLimit}
        hint={capped ? t.peopleCapped(maxParticipants) : isFull ? t.peopleFull(inside) : t.peopleHint(inside)}
        error={wrong ? t.peopleWrong(FEWEST) : null}
        value={typed}
        type="number"
        inputMode="numeric"
        min={FEWEST}
        max={MOST}
        autoComplete="off"
        trailing={
          <Button type="submit" variant="ghost" disabled={typed === String(maxParticipants)}>
            {t.save}
          </Button>
        }
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
          setCapped(false);
        }}
      />
    </form>
  );
}
