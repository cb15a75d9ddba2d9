import { expect, test } from './test';

test('a person in general and in one opportunity, by keyboard', async ({ page }) => {
  await page.goto('/person/con-0000002');
  await expect(page.locator('.degrees li')).toHaveCount(3);
  await expect(page.getByText('决策权重')).toBeHidden();
  const choice = page.getByLabel('所处商机');
  await choice.focus();
  await choice.selectOption('opp-00000');
  await expect(page).toHaveURL(/opportunity=opp-00000/);
  await expect(page.getByText('决策权重')).toBeVisible();
  await expect(page.locator('.degrees li').first()).toContainText('+1 支持');
  await page.getByRole('link', { name: '唐雪' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('唐雪');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('王芳');
  await expect(page).toHaveURL(/opportunity=opp-00000/);
  await page.getByRole('link', { name: '谁能影响此人' }).click();
  await expect(page.locator('.door').first()).toBeVisible();
});

test('a colleague has no attitudes towards us', async ({ page }) => {
  await page.goto('/person/emp-0000090');
  await expect(page.getByText('我司员工')).toBeVisible();
  await expect(page.locator('.degrees')).toHaveCount(0);
  await expect(page.locator('.person-lines')).toContainText('王芳');
});
