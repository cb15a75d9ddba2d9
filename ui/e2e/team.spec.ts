import { expect, test } from './test';

test.use({ role: 'manager' });

test('from what is in trouble to what to ask, and from a seller to the parts of the score', async ({ page }) => {
  await page.goto('/team');
  const first = page.locator('.coaching > li').first();
  await expect(first).toContainText('要问的', { timeout: 60_000 });
  await expect(first.getByRole('list').first()).toContainText('？');
  await page.getByRole('link', { name: '销售分级与绩效' }).click();
  await expect(page.getByText('不得用于自动化的薪酬或雇佣决定。')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '刘洋' }).click();
  await expect(page.locator('.seller-parts')).toContainText('岗位职责 100% × 60%');
  await expect(page.locator('.seller-parts').getByRole('link', { name: '江海银行' })).toBeVisible();
  await page.goBack();
  await expect(first).toBeVisible();
});
