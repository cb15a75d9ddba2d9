import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, tagOf } from '../app/language';

/** Dates as the reader writes them. */
export interface Dates {
  /** A day, or the day of an instant. Days of the API are in UTC. */
  readonly day: (value: string) => string;
  /** An instant with its time, in the reader's zone. */
  readonly instant: (value: string) => string;
  /** How long ago, of whole days. */
  readonly ago: (days: number) => string;
}

const yearDays = 365.25;

export function datesIn(language: Language): Dates {
  const tag = tagOf(language);
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  return {
    day: (value) => day.format(new Date(value)),
    instant: (value) => instant.format(new Date(value)),
    ago: (days) => {
      if (days < 60) return relative.format(-days, 'day');
      if (days < 2 * yearDays) return relative.format(-Math.round(days / (yearDays / 12)), 'month');
      return relative.format(-Math.round(days / yearDays), 'year');
    },
  };
}

export function useDates(): Dates {
  const { i18n } = useTranslation();
  return useMemo(() => datesIn(i18n.language as Language), [i18n.language]);
}
