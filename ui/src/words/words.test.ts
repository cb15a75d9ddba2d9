import { describe, expect, it } from 'vitest';
import { en } from './en';
import { zh } from './zh';

type Tree = { readonly [key: string]: string | Tree };

/** The forms that i18next knows of one key for different counts; Chinese has one, English two. */
const plural = /_(one|other)$/;

function leaves(tree: Tree, above = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = above === '' ? key : `${above}.${key}`;
    if (typeof value === 'string') all.set(path, value);
    else for (const [deeper, text] of leaves(value, path)) all.set(deeper, text);
  }
  return all;
}

/** The names of the files of a language. */
function named(files: Record<string, unknown>): string[] {
  return Object.keys(files).map((path) => path.replace(/^.*\/(\w+)\.json$/, '$1')).toSorted();
}

function blanks(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').toSorted();
}

const chinese = leaves(zh);
const english = leaves(en);

describe('the words', () => {
  it('say the same things in both languages', () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
    expect(chinese.size).toBeGreaterThan(100);
  });

  it('leave nothing empty and have the same blanks', () => {
    for (const [key, text] of chinese) {
      expect(text.trim(), key).not.toBe('');
      expect(english.get(key)?.trim(), key).not.toBe('');
      expect(blanks(english.get(key) ?? ''), key).toEqual(blanks(text));
    }
  });

  it('have both forms of a count in both languages', () => {
    for (const key of chinese.keys()) {
      if (!plural.test(key)) continue;
      const bare = key.replace(plural, '');
      expect(chinese.has(`${bare}_one`), key).toBe(true);
      expect(chinese.has(`${bare}_other`), key).toBe(true);
    }
  });

  it('are Chinese in Chinese', () => {
    const bare = [...chinese].filter(([, text]) => !/[\u3000-\u303f\u4e00-\u9fff]/.test(text.replaceAll(/\{\{.*?\}\}/g, '')));
    // Names and signs that are the same in both languages.
    const same = bare.filter(([key, text]) => english.get(key) !== text);
    expect(same).toEqual([]);
  });

  it('come from files that are all used', () => {
    expect(named(import.meta.glob('./zh/*.json'))).toEqual(Object.keys(zh).toSorted());
    expect(named(import.meta.glob('./en/*.json'))).toEqual(Object.keys(en).toSorted());
  });
});
