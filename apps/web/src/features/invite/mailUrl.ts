/** Opens the mail program with a message that only lacks whom it is for. Lines end as RFC 6068 wants it. */
export function mailUrl(subject: string, body: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
}
