import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** Figures of the web application, one at a time. */
export default defineConfig({ ...tests, testMatch: 'figures.ts', workers: 1 });
