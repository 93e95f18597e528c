import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

export interface SecurityHeadersOptions {
  https: boolean;
}

/** What a meeting needs of the device; the clipboard to read is asked for each time by the browser. Everything else is nobody's. */
const USED_FEATURES = [
  'autoplay',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'microphone',
  'picture-in-picture',
  'screen-wake-lock',
];
const UNUSED_FEATURES = [
  'accelerometer',
  'browsing-topics',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const PERMISSIONS_POLICY = [
  ...USED_FEATURES.map((feature) => `${feature}=(self)`),
  ...UNUSED_FEATURES.map((feature) => `${feature}=()`),
].join(', ');

/** A host name or address with a port, and nothing that could end a directive. */
const HOST = /^[\w.:[\]-]+$/u;

/**
 * The headers of every answer. Pages run only scripts and styles that are files of this server, connect only to it, and are
 * in nobody's frame. Styles that React sets go through the DOM, which a policy does not forbid; no script or style is inline.
 */
export function securityHeaders({ https }: SecurityHeadersOptions) {
  const policy = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'font-src': ["'self'"],
        // A photo of a code to scan is a blob; icons in style sheets are files.
        'img-src': ["'self'", 'data:', 'blob:'],
        'media-src': ["'self'", 'blob:', 'mediastream:'],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'connect-src': ["'self'", webSockets],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
        // On a LAN the page is served over plain HTTP; upgrading its requests would break it: no upgrade-insecure-requests.
      },
    },
    frameguard: { action: 'deny' },
    strictTransportSecurity: https,
  });
  return (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void => {
    response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
    policy(request, response, next);
  };
}

/** Not every browser takes a WebSocket to the page's own host for `'self'`. */
function webSockets({ headers: { host } }: IncomingMessage): string {
  return host !== undefined && HOST.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
