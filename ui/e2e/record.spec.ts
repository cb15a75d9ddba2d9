import { violations } from './axe';
import { expect, test } from './test';

test('by keyboard alone: from a person to an assessment that is recorded, and corrected', async ({ page }) => {
  await page.goto('/person/con-0000002');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('王芳', { timeout: 60_000 });
  await page.getByRole('link', { name: '记录', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('王芳').first()).toBeVisible();
  await page.getByRole('radio', { name: '价格认可' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('radio', { name: '+1 支持' }).focus();
  await page.keyboard.press('Space');
  await page.getByLabel('依据').fill('<b>预算会上</b>说可以接受');
  await page.getByRole('button', { name: '保存' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('已保存。')).toBeVisible();
  const mine = page.locator('.recorded li', { hasText: '<b>预算会上</b>说可以接受' });
  await expect(mine).toContainText('价格认可 +1 支持');
  await mine.getByRole('button', { name: '更正' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: '−1 反对' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '保存' }).focus();
  await page.keyboard.press('Enter');
  await expect(mine).toContainText('价格认可 −1 反对');
  await expect(mine).toHaveCount(1);
});

test('a line is recorded and ended, and a screen that was open before knows it', async ({ page }) => {
  await page.goto('/record?what=influence&person=con-0000005');
  await page.getByRole('radio', { name: '熟悉' }).check();
  await page.getByLabel('依据').fill('一起做过验收');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存。')).toBeVisible();
  const mine = page.locator('.recorded li', { hasText: '一起做过验收' });
  await mine.getByRole('button', { name: /^结束/ }).click();
  await mine.getByRole('button', { name: '结束', exact: true }).click();
  await expect(mine).toHaveCount(0);
});

test('pasted rows show what they would change, and what is wrong with them, before anything is written', async ({ page }) => {
  await page.goto('/record?what=files');
  await page.getByLabel('或粘贴表格或通讯录').fill('id\tname\temail\nnew-1\t赵新\tzhaoxin@example.com\nnew-2\t\tnobody@example.com');
  await page.getByRole('button', { name: '预览' }).click();
  await expect(page.locator('.faults tbody tr')).toHaveCount(1);
  await expect(page.locator('.faults tbody tr')).toContainText('name');
  await expect(page.getByRole('button', { name: /^写入/ })).toBeDisabled();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('跳过有错的行').check();
  await expect(page.locator('.changes tbody tr')).toContainText('赵新');
  await page.getByRole('button', { name: '写入 1 项变化' }).click();
  await expect(page.getByRole('heading', { name: '已导入' })).toBeVisible();
  await expect(page.getByRole('link', { name: /下载没有写入的行/ })).toBeVisible();
});

test('a file is chosen, and the same again changes nothing', async ({ page }) => {
  await page.goto('/record?what=files');
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('id,name\nnew-9,钱新\n') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: '写入 1 项变化' }).click();
  await expect(page.getByRole('heading', { name: '已导入' })).toBeVisible();
  await page.reload();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('没有任何变化。')).toBeVisible();
});

test('a pasted address book is understood as one', async ({ page }) => {
  await page.goto('/record?what=files');
  await page.getByLabel('或粘贴表格或通讯录').fill('BEGIN:VCARD\nVERSION:4.0\nFN:孙卡片\nEMAIL:sun@example.com\nEND:VCARD\n');
  await page.getByRole('button', { name: '预览' }).click();
  await expect(page.locator('.changes tbody tr').first()).toContainText('孙卡片');
  await expect(page.locator('.changes tbody tr').first()).toContainText('人员');
});

test('from a map, a line and an assessment are one step away', async ({ page }) => {
  await page.goto('/map/opportunity/opp-00000?who=con-0000008');
  await page.getByRole('link', { name: '记录态度' }).click();
  await expect(page.locator('.chosen').first()).toContainText('唐雪');
  await expect(page.getByLabel('商机')).toHaveValue('opp-00000');
  await page.goto('/route/con-0000008');
  await page.getByRole('link', { name: '记录一条关系' }).click();
  await expect(page.locator('.chosen')).toHaveCount(2);
  await expect(page.locator('.chosen').nth(1)).toContainText('唐雪');
});
