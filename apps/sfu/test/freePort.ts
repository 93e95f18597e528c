import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port on loopback that nobody has now, for a server whose successor must be found at the same place. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
