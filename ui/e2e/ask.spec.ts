import { expect, test } from './test';

test('by keyboard alone: find a person, go through the doors, open one', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('combobox', { name: '客户的关键人' })).toBeFocused();
  await page.keyboard.type('wf');
  await expect(page.getByRole('option', { name: /王芳/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('王芳');
  await expect(page.locator('.door').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.door').nth(2)).toHaveAttribute('aria-expanded', 'true');
  await expect(page).toHaveURL(/door=emp-0000130/);
  await expect(page.locator('.detail')).toContainText('最弱一步');
  await page.keyboard.press('End');
  await expect(page.locator('.door').last()).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('combobox', { name: '客户的关键人' })).toBeVisible();
});

test('what is typed at once stays while the rest of the application is still on its way', async ({ page }) => {
  let release!: () => void;
  const typed = new Promise<void>((go) => {
    release = go;
  });
  await page.route(/zh_CN/, async (route) => {
    await typed;
    await route.continue();
  });
  const words = page.waitForResponse(/zh_CN/);
  await page.goto('/');
  await expect(page.getByRole('combobox', { name: '客户的关键人' })).toBeFocused();
  await page.keyboard.type('w');
  release();
  await (await words).finished();
  await page.keyboard.type('f');
  await expect(page.getByRole('combobox', { name: '客户的关键人' })).toHaveValue('wf');
  await expect(page.getByRole('option', { name: /王芳/ })).toBeVisible();
});

test('Enter before the search has answered takes what it finds', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: '客户的关键人' }).pressSequentially('王芳');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ask\/con-0000002/);
});

test('who decides in the open opportunities is one step away', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: '王芳' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('谁能影响王芳');
  await expect(page.locator('.door').first()).toContainText('先找此人');
});

test('day and viewpoint stay in the address, from screen to screen and when it is opened again', async ({ page }) => {
  await page.goto('/ask/con-0000002');
  await page.getByLabel('从谁的角度').selectOption('team');
  await expect(page).toHaveURL(/from=team/);
  await page.getByLabel('截至').fill('2026-06-30');
  await expect(page).toHaveURL(/at=2026-06-30/);
  await expect(page.getByText('您看到的是 2026年6月30日 当天的情况。')).toBeVisible();
  const doors = page.locator('#doors-title');
  await expect(doors).toBeVisible();
  const told = await doors.textContent();
  await page.getByRole('link', { name: '看路径图' }).click();
  await expect(page).toHaveURL(/\/route\/con-0000002\?.*from=team/);
  await expect(page).toHaveURL(/at=2026-06-30/);
  await page.goBack();
  await page.reload();
  await expect(doors).toHaveText(told ?? '');
  await page.getByRole('button', { name: '回到今天' }).click();
  await expect(page).not.toHaveURL(/at=/);
});

test('a competitor is a viewpoint', async ({ page }) => {
  await page.goto('/ask/con-0000002');
  const choice = page.getByLabel('从谁的角度');
  await expect(choice.locator('optgroup option').first()).toBeAttached();
  await choice.selectOption({ label: (await choice.locator('optgroup option').first().textContent()) ?? '' });
  await expect(page).toHaveURL(/from=rival/);
  await expect(page.locator('.door').first()).toBeVisible();
});

test('what is not known and what is left out is said', async ({ page }) => {
  await page.goto('/ask/con-0000002');
  await expect(page.locator('.summary-notes')).toContainText(/另有 \d+ 条其他团队的关系/);
  await page.goto('/ask/con-0000002?at=1999-12-31');
  await expect(page.locator('.notice')).toContainText('一无所知');
  await expect(page.locator('.door')).toHaveCount(0);
});

test('a note that asks for the introduction can be copied', async ({ page }) => {
  await page.goto('/ask/con-0000002?door=emp-0000130');
  await page.getByRole('button', { name: '复制便条' }).click();
  await expect(page.getByText('已复制')).toBeVisible();
  const note = await page.evaluate(() => navigator.clipboard.readText());
  expect(note).toContain('Emily Carter，你好：');
  expect(note).toContain('江海银行的王芳');
  expect(note).toContain('通过唐雪');
});

test('further doors come without the list jumping', async ({ page }) => {
  await page.goto('/ask/con-0000002');
  await expect(page.locator('.door')).toHaveCount(20);
  const first = page.locator('.door').first();
  const before = await first.boundingBox();
  await page.getByRole('button', { name: /再看其余/ }).click();
  await expect(page.locator('.door')).toHaveCount(40);
  await page.evaluate(() => scrollTo(0, 0));
  expect(await first.boundingBox()).toEqual(before);
});

test('every step of the other routes is told as well', async ({ page }) => {
  await page.goto('/ask/con-0000002?door=emp-0000130');
  await page.getByText('另外 2 条路径').click();
  await expect(page.locator('.detail-other')).toHaveCount(2);
  await expect(page.locator('.detail-other').first().locator('.steps li')).toHaveCount(4);
});

test('somebody who is not there is told plainly', async ({ page, complaints }) => {
  await page.goto('/ask/con-nobody');
  await expect(page.getByRole('alert')).toContainText('没有找到');
  complaints.splice(0);
});
