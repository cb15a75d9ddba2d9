import { expect, test } from './test';

test('from the list to where a deal stands and what would help', async ({ page }) => {
  await page.goto('/opportunity');
  await page.locator('.deals-mine').getByRole('link', { name: '江海银行核心系统二期' }).click();
  await expect(page.locator('.status').first()).toContainText('黄');
  await expect(page.getByText('有否决权的陈国栋反对：赢率不超过 25%。')).toBeVisible();
  await expect(page.locator('.deal-changes li').first()).toContainText('陈国栋');
  await expect(page.locator('.deal-alerts')).toContainText('周明远');
  await expect(page.locator('.findings').nth(0).locator('li')).toHaveCount(3);
  await expect(page.locator('.findings').nth(1).locator('li')).toHaveCount(6);
  await expect(page.locator('.findings').nth(2).locator('li')).toHaveCount(6);
  await page.getByRole('link', { name: '权力地图' }).last().click();
  await expect(page.locator('.map-card')).toHaveCount(6);
});

test('the sum of the win probability is the one it tells', async ({ page }) => {
  await page.goto('/opportunity/opp-00000');
  const told = await page.getByText('本阶段的基准').textContent();
  const [insight = 0, raw = 0, rest = 0, prior = 0, sum = 0] = [...(told ?? '').matchAll(/([\d.]+)%/g)].map((match) => Number(match[1]));
  expect(Math.abs((insight * raw + rest * prior) / 100 - sum)).toBeLessThanOrEqual(1);
});

test('as of another day, and of one that is not there', async ({ page }) => {
  await page.goto('/opportunity/opp-00000?at=2026-05-01');
  await expect(page.locator('.deal-figure').first()).toBeVisible();
  await expect(page.getByText('您看到的是 2026年5月1日 当天的情况。')).toBeVisible();
  await page.goto('/opportunity/none');
  await expect(page.getByText('没有找到')).toBeVisible();
});

test.describe(() => {
  test.use({ role: 'manager', locale: 'en-GB' });
  test('a manager sees which need help', async ({ page }) => {
    await page.goto('/opportunity');
    await expect(page.locator('.deals tbody tr').first()).toBeVisible();
    await page.locator('.deals tbody a').first().click();
    await expect(page.getByRole('heading', { name: 'Chance to win' })).toBeVisible();
  });
});
