import { type Page, test as base, expect } from '@playwright/test';
import type { Role } from './service';

export { expect } from '@playwright/test';

export interface Options {
  /** Who asks. */
  readonly role: Role;
}

interface Fixtures {
  /** What the browser complained of. A test that cuts the line on purpose empties it. */
  readonly complaints: string[];
}

/** Every test: as a role, without a complaint of the browser, and without a request to another host. */
export const test = base.extend<Options & Fixtures>({
  role: ['rep', { option: true }],
  baseURL: async ({ role }, use) => use(process.env[`GUANXI_URL_${role}`]),
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      watch(page, baseURL ?? '', complaints);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

function watch(page: Page, home: string, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== home) complaints.push(`another host: ${request.url()}`);
    if (/token|bearer/i.test(url.search)) complaints.push(`a token in an address: ${request.url()}`);
  });
}
