import type { Page } from '@playwright/test';

/** Unfolds what a power map has folded, level by level, until everybody is on it. */
export async function unfoldAll(page: Page): Promise<void> {
  for (let folded = page.locator('.map-fold', { hasText: '+' }); (await folded.count()) > 0; ) await folded.first().dispatchEvent('click');
}
