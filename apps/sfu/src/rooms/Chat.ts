import { randomUUID } from 'node:crypto';
import { type ChatMessage, limits } from '@parley/protocol';
import type { CutOffMeeting } from './Continuity.ts';
import type { Moderation } from './Moderation.ts';
import type { Peer } from './Peer.ts';
import type { People } from './People.ts';

export interface ChatContext {
  people: People;
  moderation: Moderation;
  cutOff: CutOffMeeting | null;
  onSaid: (message: ChatMessage) => void;
}

/** A room's chat: the latest messages, for people who join later. */
export class Chat {
  readonly #context: ChatContext;
  readonly #messages: ChatMessage[];

  constructor(context: ChatContext) {
    this.#context = context;
    this.#messages = [...(context.cutOff?.chat ?? [])];
  }

  get history(): readonly ChatMessage[] {
    return this.#messages;
  }

  /** @throws {SfuError} NOT_ALLOWED */
  say(peer: Peer, text: string): ChatMessage {
    const { people, moderation, onSaid } = this.#context;
    moderation.check(peer, 'chat');
    const { id: userId, displayName } = peer;
    const message = { id: randomUUID(), userId, displayName, text, sentAt: Date.now() };
    this.#messages.push(message);
    if (this.#messages.length > limits.chatHistoryLength) this.#messages.shift();
    onSaid(message);
    people.broadcast('chat-message', { message }, peer);
    return message;
  }
}
