const KINDS = {
  roomId: 'roomId',
  userId: 'userId',
  lobbyId: 'lobbyId',
  transportId: 'transportId',
  producerId: 'producerId',
  consumerId: 'consumerId',
  consumerIds: 'consumerId',
  resumeToken: 'resumeToken',
  hostKey: 'hostKey',
  admission: 'admission',
  guestId: 'guestId',
  rtpCapabilities: 'rtpCapabilities',
  rtpParameters: 'rtpParameters',
  dtlsFingerprints: 'dtlsFingerprints',
  dtlsParameters: 'dtlsParameters',
} as const;

export type KnownKind = (typeof KINDS)[keyof typeof KINDS];

const MAX_EACH = 300;

/** What kind of known value a field takes; null where any will do. */
export function knownKindOf(field: string): KnownKind | null {
  return Object.hasOwn(KINDS, field) ? KINDS[field as keyof typeof KINDS] : null;
}

/** A place for something that is only known when it is sent: an id that exists, one's own or somebody else's. */
export class Known {
  readonly kind: KnownKind;
  readonly pick: number;

  constructor(kind: KnownKind, pick: number) {
    this.kind = kind;
    this.pick = pick;
  }
}

/** What somebody has seen in answers and events so far. */
export class Knowledge {
  readonly #values = new Map<KnownKind, unknown[]>();

  add(kind: KnownKind, value: unknown): void {
    const values = this.#values.get(kind) ?? [];
    if (values.includes(value)) return;
    values.push(value);
    if (values.length > MAX_EACH) values.shift();
    this.#values.set(kind, values);
  }

  /** Undefined while nothing of the kind is known. */
  get({ kind, pick }: Known): unknown {
    const values = this.#values.get(kind) ?? [];
    return values[pick % Math.max(1, values.length)];
  }

  /** Learns every id in an answer or an event. */
  learn(seen: unknown, field = ''): void {
    if (Array.isArray(seen)) for (const item of seen) this.learn(item, field);
    else if (typeof seen === 'object' && seen !== null)
      for (const [name, value] of Object.entries(seen)) this.learn(value, name === 'id' ? idOf(field) : name);
    else if (typeof seen === 'string') {
      const kind = knownKindOf(field);
      if (kind !== null) this.add(kind, seen);
    }
  }
}

/** Of what the `id` in a field is one. */
function idOf(field: string): string {
  if (/transport/i.test(field)) return 'transportId';
  if (field === 'consumers') return 'consumerId';
  if (/^(existingUsers|user|self)$/.test(field)) return 'userId';
  return field === 'lobby' || field === 'guest' ? 'lobbyId' : 'id';
}

/** The message's payload as it is sent: each place is filled, from one's own knowledge or from what all know together. */
export function filled(value: unknown, own: Knowledge, common: Knowledge): unknown {
  if (value instanceof Known) {
    const [first, second] = value.pick % 3 === 0 ? [common, own] : [own, common];
    return first.get(value) ?? second.get(value) ?? 'nothing-known';
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((item) => filled(item, own, common));
  const copy: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    // An own `__proto__` has to stay one: assigned, it would set the copy's prototype.
    Object.defineProperty(copy, key, { value: filled(each, own, common), enumerable: true });
  }
  return copy;
}
