import { describe, expect, it } from 'vitest';
import { readNetworkChoice } from './choice';
import { boxOf, fitted, moved, scales, zoomed } from './view';
import { shortened } from './words';

describe('the view', () => {
  const box = boxOf([
    { x: 0, y: 0, radius: 5 },
    { x: 20, y: 10, radius: 2 },
  ]);
  it('shows a box whole, in the middle', () => {
    expect(box).toEqual({ left: -5, top: -5, right: 22, bottom: 12 });
    const view = fitted(box, 300, 200, 15);
    expect(view.scale).toBe(10);
    expect([-5 * 10 + view.x, 22 * 10 + view.x]).toEqual([15, 285]);
    expect(-5 * 10 + view.y).toBe(15);
  });
  it('of nothing is a view all the same', () => {
    expect(fitted(boxOf([]), 100, 100, 10)).toEqual({ scale: 40, x: 50, y: 50 });
  });
  it('keeps what is under the pointer there while it zooms, and ends somewhere', () => {
    const view = zoomed({ scale: 10, x: 30, y: 40 }, 2, 130, 90);
    expect(view).toEqual({ scale: 20, x: -70, y: -10 });
    expect(zoomed(view, 1000, 0, 0).scale).toBe(scales.most);
    expect(zoomed(view, 0.0001, 0, 0).scale).toBe(scales.least);
    expect(moved(view, 5, -5)).toEqual({ scale: 20, x: -65, y: -15 });
  });
});

describe('a name on the map', () => {
  it('is shortened to the room there is', () => {
    expect(shortened('Harbourline Logistics', 500)).toBe('Harbourline Logistics');
    expect(shortened('Harbourline Logistics', 80)).toBe('Harbourlin…');
    expect(shortened('平台研发部', 40)).toBe('平台…');
    expect(shortened('平台研发部', 13)).toBe('');
  });
});

describe('what the address of the map carries', () => {
  it('is read, and as if absent where it makes no sense', () => {
    const search = { layer: 'CONTACT', side: 'OURS', customer: 'c', strength: '30', around: 'p', community: '3', show: 'all', who: 'w' };
    expect(readNetworkChoice(search)).toEqual(search);
    expect(readNetworkChoice({ layer: 'INFLUENCE', side: 'THEIRS', strength: '31', community: '-1', show: 'some' })).toEqual({});
  });
});
