/** The address people join at, as it is sent: with every character that chat programs could stumble over encoded. */
export function inviteUrl(origin: string, roomId: string): string {
  return `${origin}/r/${encodeURIComponent(roomId)}`;
}

/** The same address as people read it: no scheme, Hangul as Hangul. */
export function readableInviteUrl(origin: string, roomId: string): string {
  return `${origin.replace(/^https?:\/\//, '')}/r/${roomId}`;
}

/** Whether nobody but this computer can open addresses of this host. */
export function isLocalOnly(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || /^(?:127\.|\[?::1\]?$)/.test(hostname)
  );
}

/** Makes whoever opens it the host. The key is behind the `#`: browsers do not send that to any server. */
export function hostUrl(origin: string, roomId: string, hostKey: string): string {
  return `${inviteUrl(origin, roomId)}#host=${encodeURIComponent(hostKey)}`;
}
