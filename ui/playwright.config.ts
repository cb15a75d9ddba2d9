import { defineConfig } from '@playwright/test';
import type { Options } from './e2e/test';

/** The tests drive Debian's Chromium against the real program; e2e/setup.ts starts it. */
export default defineConfig<Options>({
  testDir: 'e2e',
  outputDir: '../target/ui-test-results',
  globalSetup: './e2e/setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Generous, because nothing but a fault lets a test wait that long, and builds may run beside it.
  timeout: 180_000,
  expect: { timeout: 40_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // A fifth of the time of a test. `npm run e2e -- --trace retain-on-failure` tells more of one that fails.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    },
  },
});
