import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './test';

// The pictures of the README: `npm run pictures` makes them anew.
const folder = process.env.GUANXI_PICTURES;

test.describe(() => {
  test.skip(folder === undefined, 'only where GUANXI_PICTURES names a folder');
  test.use({ locale: 'en-GB', viewport: { width: 1280, height: 760 } });
  for (const [name, path, ready] of [
    ['ask', '/ask/con-0000002?door=emp-0000130', '.door'],
    ['map', '/map/opportunity/opp-00000?who=con-0000002', '.map-marks abbr:not(.map-vote)'],
  ] as const) {
    test(`picture of ${name}`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator(ready).first()).toBeVisible();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      const session = await page.context().newCDPSession(page);
      const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
      await mkdir(folder ?? '', { recursive: true });
      await writeFile(join(folder ?? '', `${name}.webp`), Buffer.from(data, 'base64'));
    });
  }
});
