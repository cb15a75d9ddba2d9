import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preview } from 'vite';
import { type Service, roles, startService, viewers } from './service';

/**
 * Starts the program once for each viewer, over one store with the demonstration company. Tests find the addresses in
 * `GUANXI_URL_` with the role. With `GUANXI_FRONT=vite`, `dist` is served by Vite before a program that has no web application.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guanxi-ui-'));
  const stops: (() => Promise<void>)[] = [];
  for (const role of roles) {
    // One after the other: the first fills the store.
    const service = await startService(dataDir, viewers[role]);
    stops.push(service.stop);
    process.env[`GUANXI_URL_${role}`] = process.env.GUANXI_FRONT === 'vite' ? await front(service, stops) : service.url;
  }
  process.env.GUANXI_E2E_DATA = dataDir;
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
    await rm(dataDir, { recursive: true });
  };
}

async function front(service: Service, stops: (() => Promise<void>)[]): Promise<string> {
  const proxy = { '/graphql': service.url, '/health': service.url };
  const server = await preview({ preview: { host: '127.0.0.1', port: 0, proxy }, logLevel: 'error' });
  stops.push(() => server.close());
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('Vite listens nowhere');
  return `http://127.0.0.1:${address.port}`;
}
