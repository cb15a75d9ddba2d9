import { mkdirSync } from 'node:fs';
import { violations } from './axe';
import { shown } from './screens';
import { expect, test } from './test';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
] as const;
const pictures = '../target/ui-screenshots';

mkdirSync(pictures, { recursive: true });

for (const { name, path, ready, role = 'rep' } of shown) {
  for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']] as const) {
    for (const look of ['light', 'dark'] as const) {
      test.describe(() => {
        test.use({ locale, colorScheme: look, role });
        test(`${name} in ${language}, ${look}, is accessible and fits`, async ({ page }) => {
          for (const size of sizes) {
            await page.setViewportSize(size);
            await page.goto(path);
            await expect(ready(page)).toBeVisible();
            await page.screenshot({ path: `${pictures}/${name}-${language}-${look}-${size.width}.png` });
            expect(await violations(page), `${size.width}`).toEqual([]);
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(width, 'nothing sticks out sideways').toBeLessThanOrEqual(size.width);
          }
        });
      });
    }
  }
}
