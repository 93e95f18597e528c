import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { CountingProxy } from './CountingProxy.ts';

it('hands on what both sides say and counts what the server says', async () => {
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      const event = Buffer.from('42["x"]');
      socket.write(
        Buffer.concat([
          Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
          Buffer.of(0x81, event.length),
          event,
        ]),
      );
      socket.end(data);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await using proxy = await CountingProxy.start(`http://127.0.0.1:${port}`);
  const client = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  client.on('data', (chunk: Buffer) => chunks.push(chunk));
  client.write('hello');
  await once(client, 'close');
  expect(Buffer.concat(chunks).toString('latin1')).toMatch(/^HTTP\/1\.1 101 [^]*hello$/);
  expect(proxy.messages).toBe(1);
  server.close();
});
