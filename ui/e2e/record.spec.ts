import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { administrator, runProgram } from './service';
import { expect, test } from './test';
import { workbook } from './workbook';

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

/** Lets files fall on the field for them, as a file manager does. */
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  const given = await page.evaluateHandle(
    ([as, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], as));
      return transfer;
    },
    [name, content.toString('base64')] as const,
  );
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: given });
}

test('a workbook is dropped: what it would change, what is wrong with which row, and then it is imported', async ({ page }) => {
  const book = workbook([
    ['people', [['id', 'name', 'email'], ['book-1', '周表格', 'zhou@example.com'], ['book-2', '', 'nobody@example.com'], ['book-3', '吴<b>表格</b>', '']]],
    ['memberships', [['person_id', 'organization_id', 'title'], ['book-1', 'org-c-0000', '处长'], ['book-3', 'org-c-nowhere', '科长']]],
  ]);
  await page.goto('/record?what=files');
  await drop(page, 'people.xlsx', book);
  const faults = page.locator('.faults tbody tr');
  await expect(faults).toHaveCount(2);
  await expect(faults.filter({ hasText: 'name' })).toContainText('people');
  await expect(faults.filter({ hasText: 'name' })).toContainText('3');
  await expect(faults.filter({ hasText: 'org-c-nowhere' })).toContainText('memberships');
  await expect(page.getByRole('button', { name: /^写入/ })).toBeDisabled();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('跳过有错的行').check();
  await expect(page.locator('.changes tbody')).toContainText('周表格');
  await expect(page.locator('.changes tbody')).toContainText('吴<b>表格</b>');
  await page.getByRole('button', { name: '写入 3 项变化' }).click();
  await expect(page.getByRole('heading', { name: '已导入' })).toBeVisible();
  await page.goto('/person/book-1');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('周表格');
  await expect(page.locator('main')).toContainText('处长');
});

test('the workbook that the program exports changes nothing when it is dropped', async ({ page, folder, serveLarge }) => {
  const service = await serveLarge(12, 20);
  await runProgram(['export', join(folder, 'all.xlsx')], folder, administrator);
  await page.goto(`${service.url}/record?what=files`);
  await drop(page, 'all.xlsx', await readFile(join(folder, 'all.xlsx')));
  await expect(page.getByText('没有任何变化。')).toBeVisible();
  await expect(page.locator('.faults')).toHaveCount(0);
});

test('a file that is no workbook is said to be none', async ({ page }) => {
  await page.goto('/record?what=files');
  await drop(page, 'broken.xlsx', Buffer.from('no workbook at all'));
  await expect(page.locator('.faults tbody tr')).toContainText('broken.xlsx');
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
