import { useEffect, useRef, useState } from 'react';
import { errorTexts } from '../../i18n/errors.ts';
import { faultsTexts } from '../../i18n/faults.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoomClient } from '../../room/roomContext.tsx';
import type { Fault } from '../../room/roomTypes.ts';
import { signalErrorCode } from '../../room/signalErrorCode.ts';
import { useRole } from '../../room/useRole.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './FaultsPanel.module.css';

interface PageFault {
  fault: Fault;
  title:
    'socketDrop' | 'iceFailure' | 'freeze' | 'cameraDeath' | 'microphoneDeath' | 'workerDeath' | 'workerHang';
  /** Refused to everybody else. */
  byHost?: true;
}

/** What a page can have: nothing here has packets in its hands. */
const FAULTS: readonly PageFault[] = [
  { fault: 'socket-drop', title: 'socketDrop' },
  { fault: 'ice-failure', title: 'iceFailure' },
  { fault: 'worker-death', title: 'workerDeath', byHost: true },
  { fault: 'worker-hang', title: 'workerHang', byHost: true },
  { fault: 'freeze', title: 'freeze' },
  { fault: 'camera-death', title: 'cameraDeath' },
  { fault: 'microphone-death', title: 'microphoneDeath' },
];
const DURATIONS_S = [1, 5, 10, 25, 60] as const;
/** What is said is to be seen before the page stands still. */
const PAINT_MS = 100;

/** Has things go wrong, beside a call that goes on. */
export function FaultsPanel({ onClose }: { onClose: () => void }) {
  const t = useText(faultsTexts);
  const [forS, setForS] = useState<number>(5);
  const { said, begin } = useBegin();
  const isHost = useRole() === 'host';
  return (
    <Panel title={t.title} closeLabel={t.close} onClose={onClose} variant="card" className={styles['place']}>
      <div className={styles['content']}>
        <p className={styles['quiet']}>{t.hint}</p>
        <Select
          label={t.howLong}
          options={DURATIONS_S.map((count) => ({ value: String(count), label: t.seconds(count) }))}
          value={String(forS)}
          onChange={(value) => setForS(Number(value))}
        />
        <ul className={styles['list']}>
          {FAULTS.filter(({ byHost }) => isHost || byHost !== true).map(({ fault, title }) => (
            <li key={fault}>
              <button type="button" className={styles['fault']} onClick={() => begin(fault, t[title], forS)}>
                <span className={styles['name']}>{t[title]}</span>{' '}
                <span className={styles['quiet']}>{t[`${title}Meaning`]}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p className={styles['said']} role="status">
        {said}
      </p>
    </Panel>
  );
}

/** Begins faults, and has words for what became of the last one. */
function useBegin() {
  const t = useText(faultsTexts);
  const errors = useText(errorTexts);
  const client = useRoomClient();
  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const begin = (fault: Fault, title: string, forS: number) => {
    setSaid(t.begun(title));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      client.simulate(fault, { forS }).catch((error: unknown) => {
        setSaid(t.refused(errors[signalErrorCode(error)]));
      });
    }, PAINT_MS);
  };
  return { said, begin };
}
