/** Counts the bytes between a client and the org, below HTTP. */
import net from 'node:net';
import type { AddressInfo } from 'node:net';

export class Meter {
  up = 0;
  down = 0;
  url = '';
  private readonly server: net.Server;
  private readonly open = new Set<net.Socket>();

  constructor(port: number) {
    this.server = net.createServer((client) => {
      const org = net.connect(port, '127.0.0.1');
      for (const socket of [client, org]) {
        this.open.add(socket);
        socket.once('close', () => this.open.delete(socket)).on('error', () => (client.destroy(), org.destroy()));
      }
      client.on('data', (chunk) => (this.up += chunk.length)).pipe(org);
      org.on('data', (chunk) => (this.down += chunk.length)).pipe(client);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
