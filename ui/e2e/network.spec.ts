import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, test } from './test';

test.use({ role: 'executive' });

const drawn = (page: Page) => page.locator('.crowd-ground canvas[data-drawn]');

test('by keyboard: from the communities into one, and back', async ({ page }) => {
  await page.goto('/company?part=network');
  const circles = page.locator('.cluster');
  await expect(circles.first()).toBeVisible();
  const count = await circles.count();
  expect(count).toBeGreaterThan(5);
  await expect(page.locator('.network-table caption')).toContainText(`${count} 个圈子`);
  await circles.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(circles.nth(1)).toBeFocused();
  const [name = ''] = ((await circles.nth(1).getAttribute('aria-label')) ?? '').split('：');
  await page.keyboard.press('Enter');
  await expect(drawn(page)).toBeVisible();
  await expect(page).toHaveURL(/around=|community=/);
  await expect(page.locator('#network-of')).toHaveText(name);
  await page.reload();
  await expect(page.locator('#network-of')).toHaveText(name);
  await page.goBack();
  await expect(circles.first()).toBeVisible();
});

test('who is found stands out, with every line in the table', async ({ page }) => {
  await page.goto('/company?part=network');
  await page.getByRole('combobox', { name: '在关系网里找人' }).fill('wf');
  await page.getByRole('option', { name: /王芳/ }).first().click();
  await expect(page).toHaveURL(/who=con-0000002/);
  await expect(page.locator('.network-chosen')).toContainText('王芳');
  await expect(page.locator('.crowd-ground')).toHaveAttribute('data-chosen', 'true');
  const lines = page.locator('.network-table tbody tr');
  await expect(lines.filter({ hasText: '刘洋' }).first()).toContainText('%');
  await lines.getByRole('button', { name: '刘洋' }).first().click();
  await expect(page).toHaveURL(/who=emp-0000013/);
  await page.locator('.crowd-ground').focus();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/who=/);
  expect(await violations(page)).toEqual([]);
});

test('everybody is drawn, moved, and told where the pointer is', async ({ page }) => {
  await page.goto('/company?part=network');
  await page.getByRole('button', { name: '显示所有人' }).click();
  await expect(drawn(page)).toBeVisible();
  const all = Number(((await page.locator('.network-told').textContent()) ?? '').match(/^\d+/)?.[0]);
  expect(all).toBeGreaterThan(500);
  const before = await pixels(page);
  await page.locator('.crowd-ground').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => pixels(page)).not.toBe(before);
  await page.keyboard.press('0');
  await expect.poll(() => pixels(page)).toBe(before);
  // Somebody is near wherever the whole is dense: a walk over the picture meets one.
  const box = await page.locator('.crowd-ground').boundingBox();
  if (!box) throw new Error('there is no picture');
  const tip = page.locator('.crowd-tip');
  for (let step = 0; step < 60 && (await tip.count()) === 0; step += 1) await page.mouse.move(box.x + box.width / 2 + step * 2, box.y + box.height / 2 + step);
  await expect(tip).toBeVisible();
  const name = (await tip.locator('strong').textContent()) ?? '';
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.locator('.network-chosen h2')).toHaveText(name);
});

test('filters stay in the address and change what is counted', async ({ page }) => {
  await page.goto('/company?part=network');
  const told = page.locator('.network-told');
  const whole = await told.textContent();
  await page.getByLabel('强度').selectOption('50');
  await expect(page).toHaveURL(/strength=50/);
  await expect(told).not.toHaveText(whole ?? '');
  await page.getByLabel('谁之间').selectOption('OURS');
  await expect(page).toHaveURL(/side=OURS/);
  await expect(page.locator('.cluster').first()).toBeVisible();
  await page.goto('/company?part=network&around=con-0000002&side=OURS');
  await expect(page.getByText('此人在这张图上没有关系')).toBeVisible();
});

function pixels(page: Page): Promise<string> {
  return page.locator('.crowd-ground canvas').first().evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}
