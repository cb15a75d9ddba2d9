import { describe, expect, it } from 'vitest';
import { type Drawing, drawingOf } from './drawing';
import { csvFile, pdfOf } from './files';
import { layOut } from './layout';

const evil = '<script>alert(1)</script> & "Söhne"';
const chart = {
  people: [{ key: 'a', name: evil, post: evil, stance: 1, veto: true, approve: false, left: false }],
  lines: [],
  missing: ['USER'],
};

describe('a drawing', () => {
  const words = { title: evil, role: (role: string) => role, sign: String, chance: String, veto: 'V', approve: 'A', ghost: 'empty' };
  const drawing: Drawing = drawingOf(chart, layOut(chart, { width: 800, height: 600 }), new Map([['a', { x: -300, y: 900 }]]), new Map(), words);
  it('is well-formed whatever names hold, and has no element of theirs', () => {
    const document = new DOMParser().parseFromString(drawing.svg, 'image/svg+xml');
    expect(document.querySelector('parsererror')).toBeNull();
    expect(document.querySelector('script')).toBeNull();
    expect(document.documentElement.textContent).toContain(evil);
  });
  it('holds what was moved out of the way', () => {
    const box = /viewBox="(-?\d+) (-?\d+) (\d+) (\d+)"/.exec(drawing.svg)?.slice(1).map(Number) ?? [];
    expect(box[0]).toBeLessThanOrEqual(-300);
    expect((box[1] ?? 0) + (box[3] ?? 0)).toBeGreaterThanOrEqual(900 + 62);
  });
});

describe('a PDF', () => {
  const parts = pdfOf(new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), { width: 100, height: 50 });
  const text = parts.map((part) => (typeof part === 'string' ? part : String.fromCodePoint(...part))).join('');
  it('has its objects where its table says', () => {
    const table = [...text.matchAll(/^(\d{10}) 00000 n /gm)].map((match) => Number(match[1]));
    expect(table).toHaveLength(5);
    table.forEach((offset, index) => expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`)));
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref/);
  });
});

it('a table for spreadsheets holds no formula and keeps its quotes', async () => {
  const text = await csvFile([['=1+1', 'a "b", c', '-5', '+1', '@x']]).text();
  expect(text).toContain(`"'=1+1","a ""b"", c","-5","+1","'@x"`);
});
