import type { Page } from '@playwright/test';
import { unfoldAll } from './map';
import { runProgram, viewers } from './service';
import { expect, test } from './test';

// Figures are told and not asserted: they depend on the machine and on what else runs there. figures.config.ts runs them.
test.describe.configure({ mode: 'serial', timeout: 600_000 });

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function tell(what: string, value: number, unit: string): void {
  test.info().annotations.push({ type: what, description: `${value.toFixed(0)} ${unit}` });
  // oxlint-disable-next-line no-console -- figures are what this test is for
  console.log(`${what}: ${value.toFixed(0)} ${unit}`);
}

/** Milliseconds from a key until something is on the screen, by the clock of the page and a painted frame. */
async function untilShown(page: Page, key: string, selector: string): Promise<number> {
  await page.evaluate((wanted) => {
    const shown = { at: 0 };
    Object.assign(globalThis, { shown });
    addEventListener(
      'keydown',
      () => {
        const begun = performance.now();
        const look = () => (document.querySelector(wanted) ? requestAnimationFrame(() => (shown.at = performance.now() - begun)) : requestAnimationFrame(look));
        look();
      },
      { once: true, capture: true },
    );
  }, selector);
  await page.keyboard.press(key);
  await page.waitForFunction(() => (globalThis as unknown as { shown: { at: number } }).shown.at > 0);
  return page.evaluate(() => (globalThis as unknown as { shown: { at: number } }).shown.at);
}

test('how long an answer takes after Enter', async ({ page }) => {
  const times: number[] = [];
  await page.goto('/');
  // Twenty people, so that no answer is one that is kept already.
  for (let person = 0; person < 20; person += 1) {
    await page.getByRole('combobox').first().fill(`con-${String(person).padStart(7, '0')}`);
    await expect(page.getByRole('option')).toHaveCount(1);
    times.push(await untilShown(page, 'Enter', '.door'));
    await page.getByRole('link', { name: 'Guanxi' }).click();
    await expect(page.locator('.ask-deals')).toBeVisible();
  }
  tell('answer on screen after Enter, median of 20', median(times), 'ms');
});

test('a power map of 150 people and 300 lines', async ({ page, serveLarge }) => {
  const service = await serveLarge(150, 300);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${service.url}/map`);
  const link = page.getByRole('link', { name: 'Large Customer' });
  await link.focus();
  tell('150 people: from Enter to the map, its data included', await untilShown(page, 'Enter', '.map-card'), 'ms');
  await expect(page.locator('.map-card').first()).toBeVisible();
  tell('150 people: drawn again from what is kept', await drawnAgain(page), 'ms');
  tell('150 people: frames while a card is dragged', await framesWhileDragged(page), 'per second');
  // With everything unfolded.
  await unfoldAll(page);
  await expect(page.locator('.map-card')).toHaveCount(150);
  tell('150 people, all unfolded: frames while a card is dragged', await framesWhileDragged(page), 'per second');
});

async function drawnAgain(page: Page): Promise<number> {
  await page.getByRole('button', { name: '表', exact: true }).click();
  await expect(page.locator('.map-table')).toBeVisible();
  await page.getByRole('button', { name: '图', exact: true }).focus();
  return untilShown(page, 'Enter', '.map-card');
}

/** Begins to count the frames that the page is given. */
async function countFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(globalThis, { frames });
    const count = (now: number) => (frames.push(now), requestAnimationFrame(count));
    requestAnimationFrame(count);
  });
}

/** Frames a second since then, and the longest time without one in milliseconds. */
async function framesCounted(page: Page): Promise<{ readonly rate: number; readonly longest: number }> {
  const frames = await page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames);
  const rate = ((frames.length - 1) * 1000) / ((frames.at(-1) ?? 0) - (frames[0] ?? 0));
  return { rate, longest: Math.max(...frames.slice(1).map((at, place) => at - (frames[place] ?? 0))) };
}

async function framesWhileDragged(page: Page): Promise<number> {
  const box = await page.locator('.map-name').first().boundingBox();
  if (!box) throw new Error('there is no card');
  await page.mouse.move(box.x + 20, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 30, box.y + 12);
  await countFrames(page);
  for (let step = 0; step < 60; step += 1) await page.mouse.move(box.x + 30 + step * 3, box.y + 12 + (step % 20));
  const { rate } = await framesCounted(page);
  await page.mouse.up();
  return rate;
}

test('a network of 5,000 people and 20,000 lines', async ({ page, folder, serve }) => {
  await runProgram(['demo', '--people', '4650'], folder, viewers.executive);
  const service = await serve(viewers.executive, { args: ['serve'] });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${service.url}/company?part=network&strength=15`);
  await expect(page.locator('.cluster').first()).toBeVisible();
  await page.getByRole('button', { name: '显示所有人' }).focus();
  tell('5,000 people: from Enter to the picture of all, data included', await untilShown(page, 'Enter', '.crowd-ground canvas[data-drawn]'), 'ms');
  const told = (await page.locator('.network-told').textContent()) ?? '';
  const [people = 0, lines = 0] = [...told.matchAll(/[\d,]{4,}/g)].map(([number]) => Number(number.replaceAll(',', '')));
  tell('people on the picture', people, 'people');
  tell('lines on the picture', lines, 'lines');
  expect(Math.abs(people - 5_000)).toBeLessThan(500);
  expect(Math.abs(lines - 20_000)).toBeLessThan(4_000);
  for (const [zoom, name] of [
    [0, 'whole'],
    [4, 'nearer'],
  ] as const) {
    for (let step = 0; step < zoom; step += 1) await page.getByRole('button', { name: '放大' }).click();
    const box = await page.locator('.crowd-ground').boundingBox();
    if (!box) throw new Error('there is no picture');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await countFrames(page);
    for (let step = 0; step < 120; step += 1) await page.mouse.move(x + 150 * Math.sin(step / 15), y + 90 * Math.sin(step / 9));
    const dragged = await framesCounted(page);
    await page.mouse.up();
    tell(`5,000 people, ${name}: frames while dragged`, dragged.rate, 'per second');
    tell(`5,000 people, ${name}: longest frame while dragged`, dragged.longest, 'ms');
    await countFrames(page);
    for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, step % 20 < 10 ? -40 : 40);
    const turned = await framesCounted(page);
    tell(`5,000 people, ${name}: frames while the wheel turns`, turned.rate, 'per second');
    tell(`5,000 people, ${name}: longest frame while the wheel turns`, turned.longest, 'ms');
  }
  await page.screenshot({ path: '../target/ui-screenshots/network-5000-people.png' });
});
