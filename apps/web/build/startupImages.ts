/** A screen of an iPhone, in CSS pixels, held upright. */
export interface PhoneScreen {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

/** Where an installed page takes the picture from that iOS shows while it starts. */
interface StartupImage {
  readonly media: string;
  readonly href: string;
}

/** iPhones that run iOS 17.5; iOS takes a picture only if it has exactly the screen's size. */
export const iPhoneScreens: readonly PhoneScreen[] = [
  { width: 375, height: 667, pixelRatio: 2 }, // SE
  { width: 375, height: 812, pixelRatio: 3 }, // XS, 11 Pro, 12 mini, 13 mini
  { width: 390, height: 844, pixelRatio: 3 }, // 12, 13, 14, 16e
  { width: 393, height: 852, pixelRatio: 3 }, // 14 Pro, 15, 16
  { width: 402, height: 874, pixelRatio: 3 }, // 16 Pro, 17
  { width: 414, height: 896, pixelRatio: 2 }, // XR, 11
  { width: 414, height: 896, pixelRatio: 3 }, // XS Max, 11 Pro Max
  { width: 420, height: 912, pixelRatio: 3 }, // Air
  { width: 428, height: 926, pixelRatio: 3 }, // 12 Pro Max, 13 Pro Max, 14 Plus
  { width: 430, height: 932, pixelRatio: 3 }, // 14 Pro Max, 15 Plus, 16 Plus
  { width: 440, height: 956, pixelRatio: 3 }, // 16 Pro Max, 17 Pro Max
];

/** Of the picture's file, which `e2e/icons/makeIcons.ts` draws. */
export function startupImageName({ width, height, pixelRatio }: PhoneScreen): string {
  return `startup-${width * pixelRatio}x${height * pixelRatio}`;
}

/** Safari reads them when a page is put on the home screen; nobody else does. */
export function startupImages(): StartupImage[] {
  return iPhoneScreens.map((screen) => ({
    media:
      `(device-width: ${screen.width}px) and (device-height: ${screen.height}px) and ` +
      `(-webkit-device-pixel-ratio: ${screen.pixelRatio}) and (orientation: portrait)`,
    href: `/icons/${startupImageName(screen)}.png`,
  }));
}
