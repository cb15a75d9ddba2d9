import { expect, meant, test } from './test';

test('without a network what is on the screen stays, and what was asked meanwhile comes once there is one', async ({ page, context, complaints }) => {
  await page.goto('/person/con-0000002');
  const name = page.getByRole('heading', { level: 1 });
  await expect(name).toContainText('王芳');
  await context.setOffline(true);
  const notice = page.getByRole('status').filter({ hasText: '连接不到服务，页面上的内容可能不是最新的。' });
  await expect(notice).toBeVisible();
  // Another day is another question.
  await page.getByLabel('截至').fill('2026-06-30');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(name).toContainText('王芳');
  await context.setOffline(false);
  await expect(page.getByText('您看到的是 2026年6月30日 当天的情况。')).toBeVisible();
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(name).toContainText('王芳');
  // What could not be asked is told by the browser, too.
  meant(complaints, 'ERR_INTERNET_DISCONNECTED');
});
