import { randomUUID } from 'node:crypto';
import { type ChatMessage, limits } from '@parley/protocol';

/** A room's chat: the latest messages, for people who join later. */
export class Chat {
  readonly #messages: ChatMessage[] = [];

  get history(): readonly ChatMessage[] {
    return this.#messages;
  }

  add(author: { id: string; displayName: string }, text: string): ChatMessage {
    const message = {
      id: randomUUID(),
      userId: author.id,
      displayName: author.displayName,
      text,
      sentAt: Date.now(),
    };
    this.#messages.push(message);
    if (this.#messages.length > limits.chatHistoryLength) this.#messages.shift();
    return message;
  }
}
