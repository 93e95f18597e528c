import { type RequestName, requests } from '@parley/protocol';
import fc from 'fast-check';
import { hostileValue } from './hostile.ts';
import { Known, knownKindOf } from './Known.ts';

/** One message, with {@link Known} values still to be filled in. */
export interface Message {
  name: string;
  payload: unknown;
  /** How it is sent: as clients do, or not. */
  form: 'plain' | 'without-payload' | 'without-ack' | 'with-more';
}

/** What of zod's own description is read here. */
interface Schema {
  def: {
    type: string;
    shape?: Record<string, Schema>;
    element?: Schema;
    innerType?: Schema;
    in?: Schema;
    options?: Schema[];
    entries?: Record<string, string>;
    values?: unknown[];
    keyType?: Schema;
    valueType?: Schema;
  };
  _zod: {
    bag: { minimum?: number; maximum?: number; format?: string; patterns?: Set<RegExp> };
    optin?: 'optional';
  };
}

const MAX_TEXT = 200;
const MAX_ITEMS = 6;

/** What the schema accepts, as far as a schema says; with ids that mean something where there are some. */
function valid(schema: Schema, field: string): fc.Arbitrary<unknown> {
  const kind = knownKindOf(field);
  const generated = structural(schema, field);
  if (kind === null) return generated;
  const known = fc.nat().map((pick) => new Known(kind, pick));
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: generated });
}

function structural(schema: Schema, field: string): fc.Arbitrary<unknown> {
  const { def } = schema;
  const inner = (part: Schema | undefined) => {
    if (part === undefined) throw new Error(`${field}: a ${def.type} without parts`);
    return valid(part, field);
  };
  const makers: Record<string, () => fc.Arbitrary<unknown>> = {
    object: () => record(def.shape ?? {}),
    array: () =>
      fc.array(inner(def.element), { maxLength: Math.min(schema._zod.bag.maximum ?? MAX_ITEMS, MAX_ITEMS) }),
    record: () => fc.dictionary(fc.string({ maxLength: 20 }), inner(def.valueType), { maxKeys: 5 }),
    union: () => fc.oneof(...(def.options ?? []).map(inner)),
    nullable: () => fc.option(inner(def.innerType), { nil: null }),
    optional: () => inner(def.innerType),
    pipe: () => inner(def.in),
    enum: () => fc.constantFrom(...Object.values(def.entries ?? {})),
    literal: () => fc.constantFrom(...(def.values ?? [])),
    boolean: () => fc.boolean(),
    null: () => fc.constant(null),
    number: () => number(schema),
    string: () => text(schema),
  };
  const maker = makers[def.type];
  if (maker === undefined) throw new Error(`${field}: nothing is known of the schema type ${def.type}`);
  return maker();
}

function record(shape: Record<string, Schema>): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape).map(([name, part]) => [name, valid(part, name)] as const);
  const requiredKeys = Object.keys(shape).filter((name) => shape[name]?._zod.optin !== 'optional');
  return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
}

function number({ _zod: { bag } }: Schema): fc.Arbitrary<number> {
  const min = Math.max(bag.minimum ?? -1e6, -1e6);
  const max = Math.min(bag.maximum ?? 1e9, 0xffffffff);
  return bag.format === undefined ? fc.double({ min, max, noNaN: true }) : fc.integer({ min, max });
}

function text({ _zod: { bag } }: Schema): fc.Arbitrary<string> {
  const [pattern] = bag.patterns ?? [];
  if (pattern !== undefined) return fc.stringMatching(pattern);
  const minLength = bag.minimum ?? 0;
  const longest = bag.maximum ?? MAX_TEXT;
  const usual = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(longest, MAX_TEXT) });
  return fc.oneof(
    { weight: 4, arbitrary: usual },
    { weight: 1, arbitrary: fc.constantFrom('x'.repeat(longest), 'x'.repeat(longest + 1)) },
  );
}

/** A valid payload with one thing about it that is not. */
function nearlyValid(payload: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.constantFrom('replace', 'remove', 'add', 'wrap');
  return fc.tuple(payload, change, fc.nat(), hostileValue).map(([value, how, pick, hostile]) => {
    const places = placesIn(value);
    const place = places[pick % Math.max(1, places.length)];
    if (place === undefined || how === 'wrap') return pick % 2 === 0 ? [value] : { payload: value };
    const [holder, key] = place;
    if (how === 'remove') Reflect.deleteProperty(holder, key);
    else if (how === 'replace') holder[key] = hostile;
    else
      Object.defineProperty(holder, pick % 3 === 0 ? '__proto__' : 'more', {
        value: hostile,
        enumerable: true,
      });
    return value;
  });
}

/** Every field and item, with what holds it. */
function placesIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null || value instanceof Known) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key): [Record<string, unknown>, string][] => [
    [holder, key],
    ...placesIn(holder[key]),
  ]);
}

const form = fc.oneof(
  { weight: 20, arbitrary: fc.constant('plain' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('without-payload' as const, 'without-ack' as const, 'with-more' as const),
  },
);

/** A message of this name: valid, nearly valid or hostile. */
function messageOf(name: RequestName): fc.Arbitrary<Message> {
  const payload = valid(requests[name].payload as unknown as Schema, name);
  return fc.record({
    name: fc.constant(name),
    form,
    payload: fc.oneof(
      { weight: 5, arbitrary: payload },
      { weight: 4, arbitrary: nearlyValid(payload) },
      { weight: 2, arbitrary: hostileValue },
    ),
  });
}

const unknownNames = [
  'constructor',
  '__proto__',
  'toString',
  'offer',
  'user-joined',
  'admitted',
  '',
  ' ',
  'join-room\u0000',
];

export const requestNames = Object.keys(requests) as RequestName[];

/** As many messages as there are requests, each of another name, in any order; and some that have no such name. */
export const everyMessage: fc.Arbitrary<Message[]> = fc
  .tuple(
    fc.shuffledSubarray(requestNames, { minLength: requestNames.length }),
    fc.tuple(...requestNames.map(messageOf)),
    fc.array(fc.record({ name: fc.constantFrom(...unknownNames), form, payload: hostileValue }), {
      maxLength: 3,
    }),
  )
  .map(([order, messages, unknown]) => [
    ...order.flatMap((name) => messages.filter((message) => message.name === name)),
    ...unknown,
  ]);
