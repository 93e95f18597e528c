/** What a child program can be asked for: each method takes one value or none, and values are copied. */
export type Api = Record<string, (argument: never) => unknown>;

export interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

export type Answer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string };

/** Answers the parent's questions until the parent goes away; then closes and ends this process. */
export function serve(api: Api, close: () => Promise<void>): void {
  process.on('message', (message) => void answer(api, message as Question));
  process.once('disconnect', () => {
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  // Ctrl-C reaches the whole group; the parent decides when this program ends, and its end ends this one.
  process.on('SIGINT', () => undefined);
}

async function answer(api: Api, { id, name, argument }: Question): Promise<void> {
  try {
    const value = await api[name]?.(argument as never);
    send({ id, value });
  } catch (error) {
    send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function send(message: Answer): void {
  if (process.connected) process.send?.(message);
}
