import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, test as base, expect } from '@playwright/test';
import { writeLargeCustomer } from './large';
import { type Role, type Service, administrator, runProgram, startService } from './service';

export { expect } from '@playwright/test';

export interface Options {
  /** Who asks. */
  readonly role: Role;
}

interface Fixtures {
  /** What the browser complained of. A test that cuts the line on purpose empties it. */
  readonly complaints: string[];
  /** A folder of the test's own, removed after it. */
  readonly folder: string;
  /** Starts a service of the test's own, over its folder or another. It is stopped after the test, however that ends. */
  readonly serve: (env: Readonly<Record<string, string>>, over?: { readonly dataDir?: string; readonly args?: readonly string[] }) => Promise<Service>;
  /** Starts one with a customer of so many people and lines between them, for an administrator. */
  readonly serveLarge: (people: number, lines: number, env?: Readonly<Record<string, string>>) => Promise<Service>;
  /** Where the services of the test are: anything else is another host. */
  readonly homes: Set<string>;
}

/** Every test: as a role, without a complaint of the browser, and without a request to another host. */
export const test = base.extend<Options & Fixtures>({
  role: ['rep', { option: true }],
  baseURL: async ({ role }, use) => use(process.env[`GUANXI_URL_${role}`]),
  homes: async ({ baseURL }, use) => use(new Set(baseURL === undefined ? [] : [baseURL])),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads there what a fixture needs
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'guanxi-ui-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  serve: async ({ folder, homes }, use) => {
    const started: Service[] = [];
    await use(async (env, { dataDir = folder, args } = {}) => {
      const service = await startService(dataDir, env, args);
      started.push(service);
      homes.add(service.url);
      return service;
    });
    await Promise.all(started.map((service) => service.stop()));
  },
  serveLarge: async ({ folder, serve }, use) =>
    use(async (people, lines, env = {}) => {
      const viewer = { ...env, ...administrator };
      await writeLargeCustomer(join(folder, 'files'), people, lines);
      await runProgram(['import', join(folder, 'files')], folder, viewer);
      return serve(viewer, { args: ['serve'] });
    }),
  complaints: [
    async ({ page, homes }, use) => {
      const complaints: string[] = [];
      watch(page, homes, complaints);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Takes back the complaints that a test meant to cause: those with this in them. */
export function meant(complaints: string[], what: string): void {
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes(what)));
}

function watch(page: Page, homes: ReadonlySet<string>, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !homes.has(url.origin)) complaints.push(`another host: ${request.url()}`);
    if (/token|bearer/i.test(url.search)) complaints.push(`a token in an address: ${request.url()}`);
  });
}
