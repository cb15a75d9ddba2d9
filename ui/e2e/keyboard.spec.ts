import type { Page } from '@playwright/test';
import { expect, test } from './test';

interface Stop {
  readonly what: string;
  /** A ring is drawn around it. */
  readonly ringed: boolean;
  /** It is within the window. */
  readonly inSight: boolean;
}

/** Goes through a page with Tab from its first stop to its last. */
async function stops(page: Page): Promise<Stop[]> {
  const found: Stop[] = [];
  await page.locator('.skip').focus();
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    const stop = await page.evaluate(() => {
      const here = document.activeElement;
      if (!(here instanceof HTMLElement || here instanceof SVGElement) || here === document.body) return 'end';
      const before = document.querySelector('[data-reached="last"]');
      // A date has a stop for each of its numbers.
      if (here === before) return 'same';
      if (here.dataset['reached']) return 'end';
      before?.setAttribute('data-reached', 'before');
      here.dataset['reached'] = 'last';
      const { outlineStyle, outlineWidth } = getComputedStyle(here);
      const { top, bottom, left, right } = here.getBoundingClientRect();
      return {
        what: here.outerHTML.slice(0, 160),
        ringed: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        inSight: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      };
    });
    if (stop === 'end') return found;
    if (stop !== 'same') found.push(stop);
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await page.keyboard.press('Tab');
  }
}

/** What can be acted upon, and was not come to. Of radio buttons one is come to, the arrows lead to the others. */
function missed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const acting = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')];
    const groups = new Set(acting.flatMap((one) => (one instanceof HTMLInputElement && one.type === 'radio' && one.dataset['reached'] ? [one.name] : [])));
    const isMissed = (one: HTMLElement) => !one.dataset['reached'] && one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility({ visibilityProperty: true }) && !(one instanceof HTMLInputElement && groups.has(one.name));
    return acting.filter(isMissed).map((one) => one.outerHTML.slice(0, 160));
  });
}

for (const [path, ready] of [
  ['/', '.ask-deals a'],
  ['/ask/con-0000002?door=emp-0000130', '.detail'],
  ['/route/con-0000002', '.route-table'],
  ['/person/con-0000002?opportunity=opp-00000', '.degrees'],
  ['/record?person=con-0000002', '.recorded'],
  ['/record?what=influence&person=con-0000002', '.recorded'],
  ['/record?what=files', 'textarea'],
] as const) {
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    test(`everything on ${path} is come to by keyboard, and where one is can be seen, at ${size.width}`, async ({ page }) => {
      await page.setViewportSize(size);
      await page.goto(path);
      await expect(page.locator(ready).first()).toBeVisible();
      const all = await stops(page);
      expect(all.length).toBeGreaterThan(10);
      expect(all.filter(({ ringed, inSight }) => !ringed || !inSight)).toEqual([]);
      expect(await missed(page)).toEqual([]);
    });
  }
}
