import { expect, test } from './test';

test('by keyboard alone: find a person, go through the doors, open one', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('wf');
  await expect(page.getByRole('option', { name: /王芳/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('王芳');
  await expect(page.locator('.door').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.door').nth(2)).toHaveAttribute('aria-expanded', 'true');
  await expect(page).toHaveURL(/door=/);
  await expect(page.locator('.detail')).toContainText('最弱一步');
  await page.goBack();
  await expect(page.getByRole('combobox')).toBeVisible();
});
