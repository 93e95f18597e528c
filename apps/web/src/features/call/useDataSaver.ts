import { useEffect, useEffectEvent, useRef } from 'react';
import { dataTexts } from '../../i18n/data.ts';
import { useText } from '../../i18n/useText.ts';
import { CAMERA_LIMITS, type DataMode } from '../../room/dataPolicy.ts';
import { useDataChoice, useDataMode } from '../../room/dataSaver.ts';
import { useLocalMedia } from '../../room/localMediaContext.tsx';
import { useRoomClient } from '../../room/roomContext.tsx';
import { showToast } from '../../ui/toasts.ts';

/** Name under which the camera is limited. */
const REASON = 'data-saver';

/** Sends less where data is saved. What is received follows from the views: see `useViews`. */
export function useDataSaver(): void {
  const client = useRoomClient();
  const mode = useDataMode();
  useEffect(() => {
    client.limitCamera(REASON, CAMERA_LIMITS[mode]);
  }, [client, mode]);
  useCameraOff(mode);
  useAutomaticNotice(mode);
}

/** Audio only turns one's camera off, once: whoever turns it on again wants to be seen. */
function useCameraOff(mode: DataMode): void {
  const t = useText(dataTexts);
  const media = useLocalMedia();
  const before = useRef(mode); // who joins with audio only has decided about the camera before
  const turnOff = useEffectEvent(() => {
    const { state } = media.getSnapshot().camera;
    if (state !== 'on' && state !== 'starting') return;
    void media.setCamera(false);
    showToast({ text: t.cameraOff });
  });
  useEffect(() => {
    const begins = mode === 'audio' && before.current !== 'audio';
    before.current = mode;
    if (begins) turnOff();
  }, [mode]);
}

/** Whoever did not ask for small pictures is told why they are, once for each call. */
function useAutomaticNotice(mode: DataMode): void {
  const t = useText(dataTexts);
  const automatic = useDataChoice() === 'auto' && mode === 'low';
  const told = useRef(false);
  const tell = useEffectEvent(() => showToast({ text: t.autoLow }));
  useEffect(() => {
    if (!automatic || told.current) return;
    told.current = true;
    tell();
  }, [automatic]);
}
