import { expect, test } from './test';

test.use({ role: 'executive' });

test('from the bands to the customers in one, to a customer, to its dossier', async ({ page }) => {
  await page.goto('/customers');
  await expect(page.locator('.customer-table tbody tr')).toHaveCount(12, { timeout: 60_000 });
  const poor = page.getByRole('link', { name: /^亲近度为中的 4 个客户/ });
  await poor.click();
  await expect(page).toHaveURL(/band=RELATIONSHIP\.MEDIUM/);
  await expect(page.locator('.customer-table tbody tr')).toHaveCount(4);
  await page.goBack();
  await expect(page.locator('.customer-table tbody tr')).toHaveCount(12);
  await page.getByLabel('排序').selectOption('RELATIONSHIP');
  await expect(page.locator('.customer-table tbody tr').first()).toContainText('星河通信');
  await page.locator('.customer-table').getByRole('link', { name: '江海银行' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('江海银行');
  await expect(page.locator('.deal-table tbody tr')).toHaveCount(14);
  await page.getByRole('link', { name: '交接资料' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('交接资料：江海银行');
  await expect(page.locator('.dossier-people > li', { hasText: '王芳' })).toContainText('先找');
});

test('the trend is drawn, and is there as a table', async ({ page }) => {
  await page.goto('/customers');
  await expect(page.locator('.trend-box svg')).toBeVisible();
  expect(await page.locator('.trend-box svg path').count()).toBeGreaterThan(3);
  await page.locator('.trend summary').click();
  await expect(page.locator('.trend tbody tr')).toHaveCount(24);
});

test('what an address cannot mean is left out, and a customer that is not there is said', async ({ page }) => {
  await page.goto('/customers?band=RELATIONSHIP.BEST&class=Z&at=2025-06-30');
  await expect(page.locator('.customer-table tbody tr').first()).toBeVisible();
  await page.goto('/customers/nobody');
  await expect(page.getByText('没有客户 nobody')).toBeVisible();
});
