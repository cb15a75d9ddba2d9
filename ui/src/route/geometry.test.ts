import { describe, expect, it } from 'vitest';
import { fitName, geometryOf, nodeHeight } from './geometry';
import type { Picture } from './picture';

const picture: Picture = {
  columns: ['viewer', 'door', 'contact', 'keyPerson'],
  edges: [],
  nodes: [0, 1, 1, 1, 2, 2, 3].map((column, index, all) => ({
    key: `${index}`,
    party: { __typename: 'Person', sourceId: `${index}`, name: `${index}` },
    stand: 'door',
    column,
    row: all.slice(0, index).filter((before) => before === column).length,
  })),
};

describe('the geometry', () => {
  for (const room of [340, 800, 1500]) {
    it(`overlaps nobody and stays inside at ${room} px`, () => {
      const geometry = geometryOf(picture, room);
      for (const node of picture.nodes) {
        expect(geometry.left(node) + geometry.nodeWidth).toBeLessThanOrEqual(geometry.width + 0.5);
        expect(geometry.top(node) + nodeHeight).toBeLessThanOrEqual(geometry.height);
        for (const other of picture.nodes) {
          if (other === node || other.column !== node.column) continue;
          expect(Math.abs(geometry.top(node) - geometry.top(other))).toBeGreaterThanOrEqual(nodeHeight);
        }
      }
    });
  }
});

describe('a name', () => {
  it('stays whole where it fits', () => expect(fitName('王芳', 100, 14)).toEqual(['王芳']));
  it('breaks between words', () => expect(fitName('Bernhard Emmerich', 90, 14)).toEqual(['Bernhard', 'Emmerich']));
  it('breaks between Chinese characters', () => expect(fitName('会计部一组的一位同事', 90, 14)).toEqual(['会计部一组的', '一位同事']));
  it('ends in an ellipsis where two lines are too few', () => expect(fitName('平台研发部一组的一位同事和另一位同事', 90, 14).at(-1)).toMatch(/…$/));
});
