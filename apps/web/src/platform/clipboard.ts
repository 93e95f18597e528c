/** What is needed of `navigator`: absent on plain http, and `readText` absent in some apps' browsers. */
export interface ClipboardPlatform {
  readonly clipboard?: { readonly readText?: () => Promise<string> };
}

/** Whether a button that pastes makes sense; whether the browser will allow it shows when it is pressed. */
export function canPaste({ clipboard }: ClipboardPlatform): boolean {
  return typeof clipboard?.readText === 'function';
}

/**
 * What the person has copied, or null when the browser does not hand it out: not allowed, dismissed (Safari shows a small
 * button of its own first), or there is no text. Only from a tap.
 */
export async function pastedText({ clipboard }: ClipboardPlatform): Promise<string | null> {
  try {
    const text = await clipboard?.readText?.();
    return text === undefined || text.trim() === '' ? null : text;
  } catch {
    return null;
  }
}
