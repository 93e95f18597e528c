import type { Sfu } from '../src/Sfu.ts';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, where it is JSON. */
  body: unknown;
}

export interface ApiCall {
  key?: string;
  body?: object;
  headers?: Record<string, string>;
}

/** One request to a server's HTTP API. */
export async function callApi(
  { localUrl }: Pick<Sfu, 'localUrl'>,
  method: string,
  path: string,
  { key, body, headers = {} }: ApiCall = {},
): Promise<ApiAnswer> {
  const response = await fetch(localUrl + path, {
    method: method.toUpperCase(),
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // Not text(): that would drop the byte order mark.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as unknown) : null,
  };
}

/** What a refusal's body holds. */
export function refusal(code: string) {
  return { error: { code } };
}
