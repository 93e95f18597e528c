import type { ErrorCode } from '@parley/protocol';
import type { z } from 'zod';

/**
 * Who may call it: anybody, whoever has the API key, whoever may make rooms (anybody, on a deployment without tokens), or
 * whoever has a key that the handler checks itself.
 */
export type Access = 'anyone' | 'api-key' | 'room-maker' | 'own-key';

/** One address of the HTTP API: what the server checks requests with, and what the documents are made from. */
export interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Behind `/api`, as express writes it. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly status: 200 | 201 | 204;
  /** The JSON body of the answer; null: there is none. */
  readonly result: z.ZodType | null;
  /** Further types of the answer's body. */
  readonly texts?: readonly string[];
  /** What it refuses beyond what every one of its access and parameters may. */
  readonly errors: readonly ErrorCode[];
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type ResultOf<O extends Operation> = O['result'] extends z.ZodType ? z.input<O['result']> : null;

/** Who calls. */
export interface ApiCaller {
  readonly address: string;
  /** What was sent as `Authorization: Bearer …`. */
  readonly key: string | undefined;
  readonly hasApiKey: boolean;
  /** Whether they would rather have this type than JSON. */
  prefers(type: string): boolean;
}

export interface ApiInput<O extends Operation> {
  readonly params: OutputOf<O['params']>;
  readonly query: OutputOf<O['query']>;
  readonly body: OutputOf<O['body']>;
  readonly caller: ApiCaller;
}

export type ApiReply<R> = ({ json: R } | { type: string; text: string }) & {
  headers?: Record<string, string>;
};

export type ApiHandler<O extends Operation> = (
  input: ApiInput<O>,
) => ApiReply<ResultOf<O>> | Promise<ApiReply<ResultOf<O>>>;
