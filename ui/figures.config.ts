import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** Figures of the web application: one at a time, with nothing recorded beside them. */
export default defineConfig({ ...tests, testMatch: 'figures.ts', workers: 1, use: { ...tests.use, trace: 'off' } });
