import { type ErrorCode, errorMessages } from '@parley/protocol';
import { statusOf } from '../httpErrors.ts';
import type { Access, Operation } from './Operation.ts';
import { errorsOf, type OpenApiDocument } from './openApi.ts';
import { operations } from './operations.ts';

type Schema = Record<string, unknown>;

const HEAD = `# The HTTP API

Made from the schemas that the server checks requests with: \`node apps/sfu/testing/writeApiPage.ts\`. A running server
says the same at \`/api/docs\`, as OpenAPI 3.1.

Bodies are JSON. Times are milliseconds since 1970. Keys are sent as \`Authorization: Bearer KEY\`. What is refused is
answered by \`{ "error": { "code", "message" } }\`; codes stay as they are, messages may change. \`TOO_MANY_TRIES\` also says
when the next try is allowed: \`retryAfterS\` in the error, and the header \`Retry-After\`, both in seconds. Without a body
where one may be sent, everything is as by default.
`;

const ACCESS: Record<Access, string> = {
  anyone: 'anybody',
  'api-key': 'the API key',
  'room-maker': 'anybody; the API key where joining needs a token',
  'own-key': 'a key: see below',
};

/** docs/api.md. */
export function apiPage(document: OpenApiDocument): string {
  const schemas = document.components?.schemas ?? {};
  const sections = Object.values<Operation>(operations).map(section);
  const bodies = Object.entries(schemas)
    .filter(([name]) => name !== 'Error')
    .map(([name, schema]) => `### ${name}\n\n${table(schema as Schema)}`);
  return [HEAD, overview(), ...sections, '## Bodies', ...bodies, errorTable()].join('\n\n') + '\n';
}

function overview(): string {
  const rows = Object.values<Operation>(operations).map((operation) => [
    `[\`${title(operation)}\`](#${anchor(title(operation))})`,
    operation.summary,
    ACCESS[operation.access],
  ]);
  return markdownTable(['request', 'what it does', 'who may'], rows);
}

function section(operation: Operation): string {
  const { summary, description, access, query, body, status, result, texts = [] } = operation;
  const types = [...(result === null ? [] : ['`application/json`']), ...texts.map((type) => `\`${type}\``)];
  const lines = [
    `- Who may: ${ACCESS[access]}`,
    ...(query === undefined ? [] : [`- Query: ${Object.keys(query.shape).map(code).join(', ')}`]),
    ...(body === undefined
      ? []
      : [`- Body: ${Object.keys(body.shape).map(code).join(', ')}; none is needed`]),
    `- Answer: ${status}${types.length > 0 ? ` with ${types.join(' or ')}` : ', without a body'}`,
    `- Refuses with: ${errorsOf(operation).map(code).join(', ') || 'nothing'}`,
  ];
  const text = description === undefined ? `${summary}.` : `${summary}. ${description}`;
  return `## ${title(operation)}\n\n${text}\n\n${lines.join('\n')}`;
}

function title({ method, path }: Operation): string {
  return `${method.toUpperCase()} /api${path}`;
}

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function table(schema: Schema): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = new Set((schema['required'] ?? []) as string[]);
  const rows = properties.map(([name, property]) => [
    code(name),
    typeOf(property),
    required.has(name) ? '' : 'may be absent',
  ]);
  return markdownTable(['field', 'type', ''], rows);
}

/** A schema in a few words; what is deeper is in the OpenAPI document. */
function typeOf(schema: Schema): string {
  const { $ref, enum: values, anyOf, type, items, properties } = schema;
  if (typeof $ref === 'string') return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`;
  if (Array.isArray(values)) return values.map((value) => code(JSON.stringify(value))).join(', ');
  if (Array.isArray(anyOf)) return anyOf.map((each) => typeOf(each as Schema)).join(' or ');
  if (Array.isArray(type)) return type.join(' or ');
  if (type === 'array') return `list of ${typeOf((items ?? {}) as Schema)}`;
  if (properties !== undefined)
    return `object: ${Object.keys(properties as Schema)
      .map(code)
      .join(', ')}`;
  return [typeof type === 'string' ? type : 'anything', ...boundsOf(schema)].join(', ');
}

function boundsOf({ minimum, maximum, minLength, maxLength }: Schema): string[] {
  const isBound = (value: unknown) =>
    typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) < 2 ** 53 - 1;
  const bounds: [unknown, string][] = [
    [minimum, 'from'],
    [maximum, 'to'],
    [minLength, 'at least'],
    [maxLength, 'at most'],
  ];
  return bounds.filter(([value]) => isBound(value)).map(([value, word]) => `${word} ${String(value)}`);
}

function errorTable(): string {
  const common: ErrorCode[] = ['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'INTERNAL'];
  const codes = new Set([...Object.values<Operation>(operations).flatMap(errorsOf), ...common]);
  const rows = [...codes]
    .toSorted((a, b) => statusOf(a) - statusOf(b) || a.localeCompare(b))
    .map((each) => [String(statusOf(each)), code(each), errorMessages[each]]);
  return `## Refusals\n\n${markdownTable(['status', 'code', 'message'], rows)}`;
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? ref;
}

function code(text: string): string {
  return `\`${text}\``;
}

function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
