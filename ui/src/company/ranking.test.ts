import { describe, expect, test } from 'vitest';
import { readRanking } from './ranking';

describe('a ranking as a job answers it', () => {
  test('is the first page of what the question answers', () => {
    const person = { id: 'x', sourceId: 'emp-1', name: '王芳' };
    const nodes = [
      { person, department: { name: '销售部' }, loss: 0.5, standardError: 0.1, nKeyPersons: 2, keyPersons: [{ person, reach: 0.25 }] },
      { person: null, masked: true, department: null, loss: 0.25, standardError: 0, nKeyPersons: 0, keyPersons: [] },
    ];
    const ranking = readRanking({ reach: 3, worlds: 1024, entries: { totalCount: 2, nodes } });
    expect(ranking).toEqual({
      reach: 3,
      worlds: 1024,
      entries: [
        {
          person: { sourceId: 'emp-1', name: '王芳' },
          department: '销售部',
          loss: 0.5,
          standardError: 0.1,
          nKeyPersons: 2,
          keyPersons: [{ sourceId: 'emp-1', name: '王芳', reach: 0.25 }],
        },
        { person: undefined, department: undefined, loss: 0.25, standardError: 0, nKeyPersons: 0, keyPersons: [] },
      ],
    });
  });

  test('is nothing where the answer is something else', () => {
    for (const other of [null, 'text', [], {}, { entries: [] }, { entries: { nodes: 1 } }]) expect(readRanking(other)).toBeUndefined();
  });
});
