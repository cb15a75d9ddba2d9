import { expect, test } from './test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('on a phone: who can help, by which way, who the person is, and what was learned is recorded', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: '客户的关键人' }).fill('wf');
  await page.getByRole('option', { name: /王芳/ }).tap();
  const door = page.locator('.door').nth(2);
  await door.tap();
  await expect(door).toHaveAttribute('aria-expanded', 'true');
  await expect(page.locator('.detail')).toContainText('最弱一步');

  await page.goto('/route/con-0000002');
  const other = page.locator('.route-doors button').nth(1);
  await other.tap();
  await expect(other).toHaveAttribute('aria-pressed', 'true');
  // One door at a time, and the same facts below it.
  const lines = await page.locator('.route-line').count();
  expect(lines).toBeGreaterThan(0);
  await expect(page.locator('.route-table').first().locator('tbody tr')).toHaveCount(lines);

  await page.goto('/person/con-0000008');
  await expect(page.locator('.degrees li')).toHaveCount(3);
  await page.getByRole('link', { name: '记录态度' }).tap();
  // The person's page stays until the other is there.
  await expect(page.locator('.degrees')).toHaveCount(0);
  await page.getByText('价格认可', { exact: true }).tap();
  await page.getByText('+1 支持', { exact: true }).tap();
  await page.getByLabel('依据').fill('在电话里说的');
  await page.getByRole('button', { name: '保存' }).tap();
  await expect(page.getByText('已保存。')).toBeVisible();
  await expect(page.locator('.recorded li', { hasText: '在电话里说的' })).toContainText('价格认可 +1 支持');
});
