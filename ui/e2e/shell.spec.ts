import { runProgram, viewers } from './service';
import { expect, meant, test } from './test';

test('the language is that of the browser until another is chosen', async ({ page, browser, baseURL }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whom do you want to reach?');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whom do you want to reach?');
  const other = await browser.newPage({ locale: 'en-GB', baseURL });
  await other.goto('/');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Whom do you want to reach?');
  await other.close();
});

test('light and dark can be chosen, and stay', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-look', 'light');
  await page.getByRole('button', { name: '切换到深色' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-look', 'dark');
});

test('the queries of a screen can be read and sent', async ({ page, baseURL }) => {
  await page.goto('/ask/con-0000002');
  await expect(page.locator('.door').first()).toBeVisible();
  await page.getByRole('button', { name: '查看查询' }).click();
  const one = page.locator('.query-one', { hasText: 'query Doors' });
  await expect(one).toContainText('"keyPerson": "con-0000002"');
  await one.getByRole('button', { name: '复制为请求' }).click();
  const request = await page.evaluate(() => navigator.clipboard.readText());
  const response = await page.request.post(`${baseURL}/graphql`, { headers: { 'content-type': 'application/json' }, data: request });
  expect((await response.json()).data.influencersOf.keyPerson.name).toBe('王芳');
  await page.keyboard.press('Escape');
  await expect(one).toBeHidden();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/no/such/screen');
  await expect(page.getByText('没有这个页面')).toBeVisible();
  await page.getByRole('link', { name: '回到首页' }).click();
  await expect(page.getByRole('combobox', { name: '客户的关键人' })).toBeVisible();
});

test('skipping to the content comes first', async ({ page }) => {
  await page.goto('/opportunity/opp-00000');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('when the service goes away the screen stays, says so, and heals', async ({ page, complaints, serve }) => {
  const dataDir = process.env.GUANXI_E2E_DATA ?? '';
  let service = await serve(viewers.rep, { dataDir });
  await page.goto(`${service.url}/ask/con-0000002`);
  await expect(page.locator('.door').first()).toBeVisible();
  await service.stop();
  await page.getByLabel('从谁的角度').selectOption('me');
  await expect(page.getByRole('alert')).toContainText('连接不到服务');
  service = await serve({ ...viewers.rep, GUANXI_BIND: new URL(service.url).host }, { dataDir });
  await page.getByRole('alert').getByRole('button', { name: '重试' }).click();
  await expect(page.locator('.door').first()).toBeVisible();
  complaints.splice(0);
});

test('with sign-in, a token is asked for once, stays in the tab, and is in no address', async ({ page, complaints, serve }) => {
  const dataDir = process.env.GUANXI_E2E_DATA ?? '';
  const sign = { GUANXI_AUTH: 'jwt', GUANXI_JWT_SECRET: 'a secret for the tests of the web application' };
  const service = await serve(sign, { dataDir, args: ['serve'] });
  const token = (await runProgram(['token', '--person', 'emp-0000013'], dataDir, sign)).trim();
  await page.goto(`${service.url}/ask/con-0000002`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登录');
  await page.getByLabel('令牌').fill('nonsense');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('令牌未被接受');
  await page.getByLabel('令牌').fill(`Bearer ${token}`);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.locator('.door').first()).toBeVisible();
  await page.reload();
  await expect(page.locator('.door').first()).toBeVisible();
  expect(page.url()).not.toContain(token);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token);
  // The browser tells of each answer to a token that was not accepted.
  meant(complaints, 'status of 401');
});

test('stored text with markup stays text', async ({ page, serve }) => {
  const service = await serve({ ...viewers.rep, GUANXI_VIEWER_ROLE: 'admin' });
  const evil = '<img src=x onerror="document.title=\'broken\'"><b>bold</b>{{evil}}';
  const record = (query: string, input: Record<string, unknown>) =>
    page.request.post(`${service.url}/graphql`, { data: { query, variables: { clientId: JSON.stringify(input), input } } }).then((response) => response.json());
  const person = await record('mutation($clientId: String!, $input: PersonInput!) { recordPerson(clientId: $clientId, input: $input) { person { id } } }', { sourceId: 'evil', name: evil, needs: evil });
  expect(person.errors).toBeUndefined();
  const line = await record('mutation($clientId: String!, $input: InfluenceLineInput!) { recordInfluenceLine(clientId: $clientId, input: $input) { dataVersion } }', { fromId: 'evil', toId: 'con-0000002', level: 'DEEP', evidence: evil });
  expect(line.errors).toBeUndefined();
  for (const path of ['/person/evil', '/person/con-0000002', '/ask/evil']) {
    await page.goto(`${service.url}${path}`);
    await expect(page.getByText(evil).first()).toBeVisible();
    expect(await page.locator('main img, main b').count(), path).toBe(0);
    expect(await page.title()).not.toBe('broken');
  }
});
