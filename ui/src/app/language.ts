import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Words } from '../words/zh';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

const key = 'guanxi.language';

function isLanguage(value: string | null | undefined): value is Language {
  return languages.some((language) => language === value);
}

/** The language that was chosen here before, or the browser's first of ours, or English. */
export function preferredLanguage(chosen: string | null, wanted: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** The words of a language come on their own, so that nobody loads those of the other. */
async function words(language: Language): Promise<Words> {
  return language === 'zh' ? (await import('../words/zh')).zh : (await import('../words/en')).en;
}

/** The tag of a language for documents, numbers and dates. */
export function tagOf(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}

export async function startLanguage(): Promise<void> {
  const language = preferredLanguage(localStorage.getItem(key), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'words',
    resources: { [language]: { words: await words(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = tagOf(language);
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'words')) i18next.addResourceBundle(language, 'words', await words(language));
  localStorage.setItem(key, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = tagOf(language);
}

/** The language on the screen. */
export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en';
}
