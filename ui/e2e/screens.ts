import type { Locator, Page } from '@playwright/test';
import type { Role } from './service';

/** A screen in a state worth looking at. Every one is held to axe, in both languages, looks and three widths, and pictured. */
export interface Shown {
  readonly name: string;
  readonly path: string;
  /** Is there once the screen is complete. */
  readonly ready: (page: Page) => Locator;
  /** Who asks; the rep without. */
  readonly role?: Role;
}

export const shown: readonly Shown[] = [
  { name: 'ask', path: '/', ready: (page) => page.locator('.ask-deals a').first() },
  { name: 'answer', path: '/ask/con-0000002', ready: (page) => page.locator('.door').first() },
];
