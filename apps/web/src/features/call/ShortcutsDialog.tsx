import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { type CallAction, HELP_KEY, SHORTCUTS } from './shortcuts.ts';
import { setShortcutsEnabled, useShortcutsEnabled } from './shortcutsEnabled.ts';
import styles from './ShortcutsDialog.module.css';

/** The help sheet: every key of the call page, and the switch for those who press them by accident. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText(callTexts);
  const host = useText(hostTexts);
  const enabled = useShortcutsEnabled();
  const meanings: Record<CallAction, string> = {
    'toggle-microphone': t.toggleMicrophone,
    'toggle-camera': t.toggleCamera,
    'toggle-share': t.toggleShare,
    'toggle-hand': host.toggleHand,
    'toggle-chat': t.toggleChat,
    'toggle-people': t.togglePeople,
    'toggle-view': t.toggleView,
    'toggle-fullscreen': t.toggleFullscreen,
    'open-invite': t.openInvite,
    'open-shortcuts': t.shortcuts,
  };
  return (
    <Dialog open={open} onClose={onClose} title={t.shortcuts} closeLabel={t.close}>
      <p className={styles['hint']}>{t.shortcutsHint}</p>
      <dl className={styles['list']}>
        <Row keys={[t.spaceKey]} meaning={t.pushToTalk} />
        {SHORTCUTS.map(({ action, label }) => (
          <Row key={action} keys={[label]} meaning={meanings[action]} />
        ))}
        <Row keys={['PageUp', 'PageDown']} meaning={t.pageKeys} />
        <Row keys={[HELP_KEY]} meaning={t.shortcuts} />
      </dl>
      <label className={styles['switch']}>
        <input
          type="checkbox"
          checked={enabled}
          onChange={(event) => setShortcutsEnabled(event.target.checked)}
        />
        {t.shortcutsEnabled}
      </label>
    </Dialog>
  );
}

function Row({ keys, meaning }: { keys: readonly string[]; meaning: string }) {
  return (
    <div className={styles['row']}>
      <dt>{meaning}</dt>
      <dd className={styles['keys']}>
        {keys.map((key) => (
          <kbd key={key} className={styles['key']}>
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  );
}
