import { CalendarPlus, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { inviteTexts } from '../../i18n/invite.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { CalendarMeeting } from './calendarFile.ts';
import { localInputValue, nextHalfHour } from './calendarTime.ts';
import styles from './InviteDialog.module.css';

const DURATIONS_MIN = [30, 60, 90, 120] as const;

/** A calendar file for a time that the person picks, or for now. */
export function CalendarInvite({ meeting }: { meeting: CalendarMeeting }) {
  const t = useText(inviteTexts);
  const [when, setWhen] = useState<'now' | 'later'>('later');
  const [start, setStart] = useState(() => localInputValue(nextHalfHour(new Date())));
  const [durationMin, setDurationMin] = useState<number>(60);
  const [problem, setProblem] = useState<'time' | 'file' | null>(null);

  const save = async () => {
    const startsAt = when === 'now' ? new Date() : new Date(start);
    const isTime = !Number.isNaN(startsAt.getTime());
    setProblem(isTime ? null : 'time');
    if (!isTime) return;
    try {
      const { calendarFile } = await import('./calendarFile.ts');
      saveFile(calendarFile(meeting, startsAt, durationMin), `${meeting.roomId}.ics`);
    } catch {
      setProblem('file'); // its code could not be fetched
    }
  };

  return (
    <details className={styles['details']}>
      <summary className={styles['way']}>
        <CalendarPlus size={18} aria-hidden="true" />
        <span className={styles['label']}>{t.calendar}</span>
        <ChevronDown size={18} aria-hidden="true" className={styles['chevron']} />
      </summary>
      <div className={styles['inside']}>
        <div className={styles['pair']}>
          <Select
            label={t.when}
            options={[
              { value: 'later', label: t.later },
              { value: 'now', label: t.now },
            ]}
            value={when}
            onChange={(value) => setWhen(value === 'now' ? 'now' : 'later')}
          />
          <Select
            label={t.duration}
            options={DURATIONS_MIN.map((minutes) => ({ value: String(minutes), label: t.minutes(minutes) }))}
            value={String(durationMin)}
            onChange={(value) => setDurationMin(Number(value))}
          />
        </div>
        {when === 'later' && (
          <TextField
            label={t.start}
            type="datetime-local"
            value={start}
            error={problem === 'time' ? t.timeNeeded : null}
            onChange={(event) => setStart(event.target.value)}
          />
        )}
        <Button full onClick={() => void save()}>
          {t.saveCalendar}
        </Button>
        {problem === 'file' && (
          <p className={styles['failed']} role="alert">
            {t.saveFailed}
          </p>
        )}
      </div>
    </details>
  );
}
