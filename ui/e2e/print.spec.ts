import { expect, test } from './test';

test('the power map prints as the map alone, at the width of the paper', async ({ page }) => {
  await page.goto('/map/opportunity/opp-00000');
  await page.locator('.react-flow__node', { hasText: '王芳' }).click();
  const side = page.getByRole('complementary', { name: '王芳' });
  await expect(side).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.map-card')).toHaveCount(6);
  for (const card of await page.locator('.map-card').all()) await expect(card).toBeVisible();
  await expect(side).toBeHidden();
  await expect(page.locator('.map-tools')).toBeHidden();
  await expect(page.locator('.shell-top')).toBeHidden();
  expect((await page.pdf({ format: 'A4', landscape: true })).subarray(0, 5).toString()).toBe('%PDF-');
});

test('the dossier of a customer prints without what only a screen can do', async ({ page }) => {
  await page.goto('/customers/org-c-0000/dossier');
  await expect(page.locator('.dossier-degrees').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '打印' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.dossier-degrees').first()).toBeVisible();
  for (const button of await page.locator('.dossier button').all()) await expect(button).toBeHidden();
  await expect(page.locator('.shell-top')).toBeHidden();
});
