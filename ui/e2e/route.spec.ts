import { expect, test } from './test';

test('find a person, choose a door, and read the same facts in picture and table', async ({ page }) => {
  await page.goto('/route');
  await expect(page.getByRole('combobox', { name: '客户的关键人' })).toBeFocused();
  await page.keyboard.type('wf');
  await expect(page.getByRole('option', { name: /王芳/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/route\/con-0000002/);
  const third = page.locator('.route-doors button').nth(2);
  await third.focus();
  await page.keyboard.press('Enter');
  await expect(third).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/door=emp-0000130/);
  const lines = await page.locator('.route-line').count();
  await expect(page.locator('.route-table').first().locator('tbody tr')).toHaveCount(lines);
  const chosen = await page.locator('.route-line[data-chosen="true"]').count();
  await expect(page.locator('.route-table').first().locator('tbody tr[data-chosen="true"]')).toHaveCount(chosen);
  await expect(page.locator('.route-label')).toHaveCount(chosen);
});

test('conflicts stand apart', async ({ page }) => {
  await page.goto('/route/con-0000002');
  await expect(page.locator('.route-table').nth(1)).toContainText('一期超支之争');
  await expect(page.locator('.route-cross').first()).toBeAttached();
});

test('names are at least 12 px, and no card overlaps another', async ({ page }) => {
  for (const width of [1280, 1920, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/route/con-0000002');
    await expect(page.locator('.route-node').first()).toBeAttached();
    const sizes = await page.locator('.route-node text').evaluateAll((texts) => texts.map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * ((text as SVGTextElement).getScreenCTM()?.a ?? 0)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    const boxes = await page.locator('.route-node rect').evaluateAll((cards) => cards.map((one) => one.getBoundingClientRect().toJSON()));
    const overlaps = boxes.filter((a, index) => boxes.some((b, place) => place > index && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height));
    expect(overlaps).toEqual([]);
  }
});
