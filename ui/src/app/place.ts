import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What every address may carry: the day asked about, and from where one looks. */
export interface Place {
  readonly at?: string | undefined;
  readonly from?: string | undefined;
}

/** A day as the API takes it. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const from = /^(me|team|rival:.+)$/;

/** Reads an address; what makes no sense there is as if it were absent. */
export function readPlace(search: Record<string, unknown>): Place {
  const { at, from: whence } = search;
  return {
    at: typeof at === 'string' && isDay(at) ? at : undefined,
    from: typeof whence === 'string' && from.test(whence) ? whence : undefined,
  };
}

/** Reads one word of an address. */
export function word(search: Record<string, unknown>, key: string): string | undefined {
  const value = search[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Addresses hold plain words: `?at=2026-01-01&from=me`. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function writeSearch(search: Record<string, unknown>): string {
  const words = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  const text = new URLSearchParams(words).toString();
  return text === '' ? '' : `?${text}`;
}

/** The place of the address, and how to change it. */
export function usePlace(): Place & { readonly go: (change: Place) => void } {
  const place = useSearch({ strict: false }) as Place;
  const navigate = useNavigate();
  const go = useCallback(
    (change: Place) => void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...change }) } as never),
    [navigate],
  );
  return { at: place.at, from: place.from, go };
}
