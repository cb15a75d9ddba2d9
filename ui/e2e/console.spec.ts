import { exampleNames } from '../src/console/examples';
import { violations } from './axe';
import { expect, test } from './test';

test('every example runs as it stands', async ({ page }) => {
  for (const name of exampleNames) {
    await page.goto(`/api?example=${name}`);
    await expect(page.locator('.cm-content')).toBeVisible();
    await page.getByRole('button', { name: '运行' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'HTTP 200' })).toBeVisible();
    const answer = JSON.parse((await page.locator('.console-answer pre').textContent()) ?? '');
    expect(answer.errors, name).toBeUndefined();
  }
  expect(await violations(page)).toEqual([]);
});

test('by keyboard: complete a field from the schema, run, read what is wrong, and leave the editor', async ({ page }) => {
  const introspected = page.waitForResponse((response) => response.request().postData()?.includes('__schema') ?? false);
  await page.goto('/api');
  await introspected;
  const editor = page.getByRole('textbox', { name: '查询' });
  await editor.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('query { viewe');
  await expect(page.locator('.cm-tooltip-autocomplete')).toContainText('viewer');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' { role');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.console-answer pre')).toContainText('"role": "REP"');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('变量（JSON）')).toBeFocused();
  await page.keyboard.type('[1]');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('JSON');
});

test('the query of a screen opens in the console', async ({ page }) => {
  await page.goto('/ask/con-0000002');
  await expect(page.locator('.door').first()).toBeVisible();
  await page.getByRole('button', { name: '查看查询' }).click();
  await page.locator('.query-one', { hasText: 'query Doors' }).getByRole('button', { name: '在 API 中打开' }).click();
  await expect(page.locator('.cm-content')).toContainText('query Doors');
  await page.getByRole('button', { name: '运行' }).click();
  await expect(page.locator('.console-answer pre')).toContainText('王芳');
});
