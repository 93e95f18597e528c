/**
 * Whether a page of `origin` may open a connection: pages of this host, of the origins allowed by configuration, and
 * programs, which send no origin. Browsers do not apply the same-origin policy to WebSockets, so the server must.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowedOrigins: readonly string[],
): boolean {
  if (origin === undefined || allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
