import { violations } from './axe';
import { type Neo4j, startNeo4j } from './neo4j';
import { test as base, expect, meant } from './test';

const test = base.extend<{ readonly neo4j: Neo4j }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads there what a fixture needs
  neo4j: async ({}, use) => {
    const neo4j = await startNeo4j();
    await use(neo4j);
    await neo4j.end();
  },
});

test('while Neo4j is away the screen stays and says so, and heals without a new start of the service', async ({ page, complaints, neo4j, serveLarge }) => {
  // The database starts twice.
  test.setTimeout(480_000);
  const service = await serveLarge(24, 40, neo4j.env);
  await page.goto(`${service.url}/person/p00000`);
  const name = page.getByRole('heading', { level: 1 });
  const alert = page.getByRole('alert').first();
  const again = alert.getByRole('button', { name: '重试' });
  await expect(name).toContainText('王小0');

  await neo4j.kill();
  // Another day is another question: the database is asked.
  await page.getByLabel('截至').fill('2026-06-30');
  await expect(alert).toContainText('数据库暂时不可用');
  await expect(alert).toContainText('下面仍是之前的内容');
  await expect(name).toContainText('王小0');
  expect(await violations(page)).toEqual([]);
  // What cannot be read is not told as what is not there: not beside what was told before, and not where there is nothing else.
  await again.click();
  await expect(again).toBeVisible();
  await expect(name).toContainText('王小0');
  await page.getByRole('link', { name: 'Alexander Berg 1', exact: true }).first().click();
  await expect(page).toHaveURL(/p00001/);
  await expect(alert).toContainText('数据库暂时不可用');
  await expect(page.getByText('没有找到')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  await neo4j.start();
  // As somebody would: until it is there.
  await expect(async () => {
    if (await again.isVisible()) await again.click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }).toPass();
  await expect(name).toContainText('Alexander Berg 1');
  // Where it failed it is asked again as soon as one comes back.
  await page.goBack();
  await expect(name).toContainText('王小0');
  await expect(page.getByText('您看到的是 2026年6月30日 当天的情况。')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('link', { name: '权力地图' }).click();
  await expect(page.getByRole('link', { name: 'Large Customer' })).toBeVisible();

  meant(complaints, 'status of 503');
});
