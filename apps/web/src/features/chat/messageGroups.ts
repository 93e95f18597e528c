import type { ChatMessage } from '../../room/roomTypes.ts';

/** Messages of one person in a row, shown under one name and time. */
export interface MessageGroup {
  readonly id: string;
  readonly userId: string;
  readonly displayName: string;
  /** Of the first message; milliseconds since the epoch. */
  readonly sentAt: number;
  readonly messages: readonly ChatMessage[];
}

/** After a pause this long the name and time are shown again. */
const MAX_PAUSE_MS = 5 * 60_000;

/** Groups messages that belong together: same person, same name, no long pause, nobody in between. */
export function groupMessages(messages: readonly ChatMessage[]): MessageGroup[] {
  const groups: ChatMessage[][] = [];
  for (const message of messages) {
    const current = groups.at(-1);
    const previous = current?.at(-1);
    if (current !== undefined && previous !== undefined && continues(previous, message))
      current.push(message);
    else groups.push([message]);
  }
  return groups.flatMap((group) => {
    const first = group[0];
    return first === undefined ? [] : [toGroup(first, group)];
  });
}

function continues(previous: ChatMessage, message: ChatMessage): boolean {
  return (
    previous.userId === message.userId &&
    previous.displayName === message.displayName &&
    message.sentAt - previous.sentAt <= MAX_PAUSE_MS
  );
}

function toGroup(first: ChatMessage, messages: readonly ChatMessage[]): MessageGroup {
  const { id, userId, displayName, sentAt } = first;
  return { id, userId, displayName, sentAt, messages };
}
