import { violations } from './axe';
import { expect, meant, test } from './test';

test('a newcomer: who can influence 王芳, through whom, and what if the owner of the deal leaves', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox').first().fill('wf');
  await page.getByRole('option', { name: /王芳/ }).click();
  await expect(page.locator('.door').first()).toContainText('赵磊');
  await page.getByRole('link', { name: /若刘洋（.*负责人）离开/ }).click();
  await expect(page.getByRole('heading', { name: '如果刘洋离开' })).toBeVisible();
  await expect(page.locator('.what-if')).toContainText('江海银行核心系统二期');
  const relation = page.locator('.what-if tbody tr', { has: page.getByRole('rowheader', { name: '王芳' }) });
  await expect(relation.locator('td').nth(1)).toContainText('%');
  await page.goBack();
  await expect(page.locator('.door').first()).toBeVisible();
});

test.describe('as head of the division', () => {
  test.use({ role: 'executive' });

  test('several people leave together, and the address has who', async ({ page }) => {
    await page.goto('/company?part=departure&people=emp-0000013');
    await expect(page.getByRole('heading', { name: '如果刘洋离开' })).toBeVisible();
    await page.getByRole('combobox').first().fill('赵磊');
    await page.getByRole('option', { name: /赵磊/ }).first().click();
    await expect(page.getByRole('heading', { name: '如果刘洋和赵磊一起离开' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: '如果刘洋和赵磊一起离开' })).toBeVisible();
    await page.getByRole('button', { name: '刘洋不离开' }).click();
    await expect(page).toHaveURL(/people=emp-\d+(&|$)/);
  });

  test('a count goes on while another screen is open, is told as it comes, and can be stopped', async ({ page }) => {
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.goto('/company?part=departure');
    await page.getByRole('button', { name: '开始计算' }).click();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(page).toHaveURL(/job=job-/);
    const address = page.url();
    await page.getByRole('link', { name: '团队' }).click();
    await expect(page.locator('.coaching li').first()).toBeVisible();
    await page.goto(address);
    await expect(page.locator('.company-table tbody tr').first()).toBeVisible({ timeout: 150_000 });
    expect(sockets.length).toBeGreaterThan(0);
    expect(sockets.join(' ')).not.toMatch(/token|bearer/i);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /^若离开/ }).first().click();
    await expect(page.locator('.what-if h2').first()).toBeVisible();
    await page.getByRole('button', { name: '重新计算' }).click();
    await page.getByRole('button', { name: '停止' }).click();
    await expect(page.getByText('已停止。')).toBeVisible();
  });

  test('where no web socket gets through, the count is looked up', async ({ page, complaints }) => {
    await page.routeWebSocket('**/graphql', (socket) => socket.close());
    await page.goto('/company?part=departure');
    await page.getByRole('button', { name: '开始计算' }).click();
    await expect(page.locator('.company-table tbody tr').first()).toBeVisible({ timeout: 150_000 });
    meant(complaints, 'WebSocket');
  });

  for (const [address, operation, told, rows] of [
    ['part=plan', 'Introductions', '.company-table tbody', 10],
    ['part=spread', 'Spread', '.company-table tbody', 5],
    ['part=hidden', 'HiddenOnes', '.hidden-ones'],
    ['part=alone', 'DependedOn', '.company-table'],
    ['part=coverage', 'CoverageCells', '.heat'],
    ['part=departure&people=emp-0000013', 'WhatIf', '.what-if'],
  ] as const) {
    test(`what takes long goes on as a job, and answers the same: ${operation}`, async ({ page }) => {
      const answer = page.locator(told);
      const settled = async () => {
        await expect(answer).toBeVisible();
        if (rows !== undefined) await expect(answer.locator('tr')).toHaveCount(rows);
        // The map of coverage comes page by page.
        if (operation === 'CoverageCells') await expect(page.locator('.heat caption')).toContainText('个部门');
      };
      await page.goto(`/company?${address}`);
      await settled();
      // An answer that comes at once shows nothing of jobs.
      await expect(page.getByRole('button', { name: '在后台计算' })).toHaveCount(0);
      const before = (await answer.textContent()) ?? '';
      let release!: () => void;
      const held = new Promise<void>((go) => {
        release = go;
      });
      let hold = true;
      await page.route('**/graphql', async (route) => {
        if (hold && route.request().postData()?.includes(`query ${operation}`)) await held;
        await route.continue();
      });
      await page.reload();
      await page.getByRole('button', { name: '在后台计算' }).click();
      await expect(page).toHaveURL(/(job|report)=job-/);
      // Pages behind the first are asked for by the question.
      hold = false;
      await expect(page.getByText('后台算出的结果')).toBeVisible({ timeout: 150_000 });
      await settled();
      await expect(answer).toHaveText(before);
      await page.reload();
      await settled();
      await expect(answer).toHaveText(before);
      release();
      await page.getByRole('button', { name: '现在重新计算' }).click();
      await expect(page).not.toHaveURL(/(job|report)=/);
      await settled();
      await expect(answer).toHaveText(before);
    });
  }

  test('the map of coverage has every department and customer, and the plan follows its fields', async ({ page }) => {
    await page.goto('/company?part=coverage');
    await expect(page.locator('.heat caption')).toContainText('个部门');
    await expect(page.locator('.heat thead th')).toHaveCount(13);
    const covering = await page.locator('.heat tbody tr').count();
    await page.getByRole('checkbox').check();
    expect(await page.locator('.heat tbody tr').count()).toBeGreaterThan(covering);
    await page.goto('/company?part=plan');
    await expect(page.locator('.company-table tbody tr')).toHaveCount(10);
    await page.getByLabel('引荐几次').fill('3');
    await page.keyboard.press('Enter');
    await expect(page.locator('.company-table tbody tr')).toHaveCount(3);
    await expect(page).toHaveURL(/count=3/);
  });
});
