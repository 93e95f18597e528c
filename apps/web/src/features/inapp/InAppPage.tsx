import { Check, Copy, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { inAppTexts } from '../../i18n/inapp.ts';
import { useText } from '../../i18n/useText.ts';
import { externalBrowserUrl } from '../../platform/externalBrowser.ts';
import type { InAppBrowser } from '../../platform/inAppBrowser.ts';
import { handoverOf } from '../../room/handoverUrl.ts';
import { readableInviteUrl } from '../../room/roomUrls.ts';
import { Button } from '../../ui/Button.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import { useCopy } from '../../ui/useCopy.ts';
import styles from './InAppPage.module.css';
import { MenuPicture } from './MenuPicture.tsx';
import { menuPlaceOf } from './menuPlace.ts';

interface InAppPageProps {
  roomId: string;
  browser: InAppBrowser;
  /** This browser can do it after all; null where it cannot. */
  onStay: (() => void) | null;
}

/** An app shows the link inside of itself: how to get out, before anything asks for the camera. */
export function InAppPage({ roomId, browser, onStay }: InAppPageProps) {
  const t = useText(inAppTexts);
  const { url, isPersonal } = handoverOf(location);
  const external = externalBrowserUrl(url, browser);
  const { state, copy } = useCopy(url);
  const [opened, setOpened] = useState(false);
  const open = (address: string) => {
    copy(); // for the app that does not let go
    setOpened(true);
    location.assign(address);
  };

  return (
    <MessagePage
      pageTitle={t.pageTitle}
      about={readableInviteUrl(location.origin, roomId)}
      title={t.title}
      text={t.why(browser.app === 'other' ? t.thisApp : t[browser.app])}
      actions={
        <>
          {external !== null && (
            <Button variant="primary" size="large" full icon={ExternalLink} onClick={() => open(external)}>
              {t.open}
            </Button>
          )}
          <Button
            variant={external === null ? 'primary' : 'secondary'}
            size="large"
            full
            icon={state === 'copied' ? Check : Copy}
            onClick={copy}
          >
            {state === 'copied' ? t.copied : t.copy}
          </Button>
        </>
      }
      below={
        <>
          <div role="status" className={styles['news']}>
            {opened && state !== 'failed' && t.opened}
            {!opened && state === 'copied' && <span className="visually-hidden">{t.copied}</span>}
            {state === 'failed' && (
              <>
                {t.copyFailed} <span className={styles['url']}>{url}</span>
              </>
            )}
          </div>
          {isPersonal && <p className={styles['personal']}>{t.personal}</p>}
          <ByHand browser={browser} isOnlyWay={external === null} />
          {onStay !== null && (
            <Button variant="ghost" full onClick={onStay}>
              {t.stay}
            </Button>
          )}
        </>
      }
    />
  );
}

function ByHand({ browser, isOnlyWay }: { browser: InAppBrowser; isOnlyWay: boolean }) {
  const t = useText(inAppTexts);
  const place = menuPlaceOf(browser);
  return (
    <section className={styles['hand']}>
      <MenuPicture place={place} />
      <div>
        <h2 className={styles['subtitle']}>{isOnlyWay ? t.byHandOnly : t.byHand}</h2>
        <ol className={styles['steps']}>
          <li>{place === 'top' ? t.menuTop : t.menuBottom}</li>
          <li>{browser.system === 'ios' ? t.stepIos : t.stepOther}</li>
        </ol>
      </div>
    </section>
  );
}
