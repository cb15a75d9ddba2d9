import type { Locator, Page } from '@playwright/test';
import { overviews } from './overviews';
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
  { name: 'route', path: '/route/con-0000002', ready: (page) => page.locator('.route-picture svg') },
  { name: 'route-start', path: '/route', ready: (page) => page.getByRole('combobox') },
  { name: 'person', path: '/person/con-0000002?opportunity=opp-00000', ready: (page) => page.locator('.degrees') },
  { name: 'employee', path: '/person/emp-0000090', ready: (page) => page.locator('.person-lines') },
  { name: 'map-start', path: '/map', ready: (page) => page.locator('.map-customers li').first() },
  { name: 'map', path: '/map/opportunity/opp-00000', ready: (page) => page.locator('.map-marks', { hasText: '%' }).first() },
  { name: 'map-selected', path: '/map/opportunity/opp-00000?who=con-0000002', ready: (page) => page.locator('.map-side') },
  { name: 'map-table', path: '/map/opportunity/opp-00000?view=table', ready: (page) => page.locator('.map-table td', { hasText: '%' }).first() },
  { name: 'map-customer', path: '/map/customer/org-c-0000', ready: (page) => page.locator('.map-card').first() },
  { name: 'opportunities', path: '/opportunity', ready: (page) => page.locator('.deals tbody tr').first(), role: 'manager' },
  { name: 'opportunity', path: '/opportunity/opp-00000', ready: (page) => page.locator('.deal-changes li').first() },
  ...overviews,
];
