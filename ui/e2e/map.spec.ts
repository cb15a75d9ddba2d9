import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { unfoldAll } from './map';
import { expect, test } from './test';

const card = (page: Page, name: string) => page.locator('.react-flow__node', { hasText: name });

test('from the list to a map, a person and their card', async ({ page }) => {
  await page.goto('/map');
  await page.getByRole('link', { name: '江海银行核心系统二期', exact: true }).click();
  await expect(page.locator('.map-card')).toHaveCount(6);
  await card(page, '王芳').click();
  await expect(page).toHaveURL(/who=con-0000002/);
  const side = page.getByRole('complementary', { name: '王芳' });
  await expect(side).toContainText('受其影响');
  await side.getByRole('button', { name: '唐雪' }).first().click();
  await expect(page).toHaveURL(/who=con-0000008/);
  await page.getByRole('link', { name: '看此人资料' }).click();
  await expect(page).toHaveURL(/\/person\/con-0000008\?.*opportunity=opp-00000/);
});

test('by keyboard: select a card, close it, read the map as a table', async ({ page }) => {
  await page.goto('/map/opportunity/opp-00000');
  await card(page, '陈国栋').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: '陈国栋' })).toContainText('一票否决');
  await page.getByRole('button', { name: '表', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.map-table tbody tr')).toHaveCount(6);
  const row = page.locator('.map-table tbody tr', { has: page.getByRole('rowheader', { name: '陈国栋' }) });
  await expect(row).toContainText('一票否决');
  await expect(row).toContainText('王芳');
});

test('a card that was dragged stays where it was put, also when the page is opened again', async ({ page }) => {
  await page.goto('/map/opportunity/opp-00000');
  const moved = card(page, '马丽');
  const before = await moved.boundingBox();
  if (!before) throw new Error('the card is not on the screen');
  await page.mouse.move(before.x + 40, before.y + 20);
  await page.mouse.down();
  await page.mouse.move(before.x + 100, before.y + 160, { steps: 8 });
  await page.mouse.up();
  const put = await moved.evaluate((node) => node.style.transform);
  await page.reload();
  await expect(moved).toBeVisible();
  expect(await moved.evaluate((node) => node.style.transform)).toBe(put);
  await page.getByRole('button', { name: '恢复自动布局' }).click();
  await expect.poll(() => moved.evaluate((node) => node.style.transform)).not.toBe(put);
});

test('branches fold and unfold', async ({ page }) => {
  await page.goto('/map/customer/org-c-0000');
  // So many people would be too small on this screen: the departments begin folded.
  const unfold = page.getByRole('button', { name: '展开王芳的 5 位下属' });
  await expect(unfold).toBeVisible();
  const folded = await page.locator('.map-card').count();
  await unfold.click();
  await expect(page.locator('.map-card')).toHaveCount(folded + 5);
  await page.getByRole('button', { name: '收起王芳的下属' }).click();
  await expect(page.locator('.map-card')).toHaveCount(folded);
});

test('the map is handed out as SVG, PNG, PDF and CSV', async ({ page }) => {
  await page.goto('/map/opportunity/opp-00000');
  await expect(page.locator('.map-marks', { hasText: '%' }).first()).toBeVisible();
  const bytes = async (kind: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: kind, exact: true }).click()]);
    expect(download.suggestedFilename()).toBe(`江海银行核心系统二期.${kind.toLowerCase()}`);
    return readFile(await download.path());
  };
  const svg = (await bytes('SVG')).toString('utf8');
  for (const name of ['周明远', '陈国栋', '王芳', '唐雪', '马丽', '钟毅']) expect(svg).toContain(name);
  const png = await bytes('PNG');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(600);
  const pdf = await bytes('PDF');
  expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.4');
  expect(pdf.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(true);
  const csv = (await bytes('CSV')).toString('utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(7);
  expect(csv).toContain('"王芳"');
});

test('an opportunity of nobody says so, and one that is not there too', async ({ page }) => {
  await page.goto('/map/opportunity/opp-00000?at=2001-01-01');
  await expect(page.getByText('还没有人')).toBeVisible();
  await page.goto('/map/opportunity/none');
  await expect(page.getByText('没有找到')).toBeVisible();
});

test('a map of 150 people stays legible, what is deep folded', async ({ page, serveLarge }) => {
  const service = await serveLarge(150, 300);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${service.url}/map`);
  await page.getByRole('link', { name: 'Large Customer' }).click();
  await expect(page.locator('.map-card').first()).toBeVisible();
  const sizes = await page.locator('.map-name').evaluateAll((names) => names.map((name) => (Number.parseFloat(getComputedStyle(name).fontSize) * name.getBoundingClientRect().height) / (name as HTMLElement).offsetHeight));
  expect(Math.min(...sizes), 'names stay legible').toBeGreaterThanOrEqual(11.9);
  expect(await page.locator('.map-fold', { hasText: '+' }).count(), 'what is deep is folded').toBeGreaterThan(0);
  await unfoldAll(page);
  await expect(page.locator('.map-card')).toHaveCount(150);
  await page.screenshot({ path: '../target/ui-screenshots/map-150-people.png' });
});
