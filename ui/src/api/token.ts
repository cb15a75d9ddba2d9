/** The bearer token of this tab, where the service asks for one. It is never part of an address and ends with the tab. */
const key = 'guanxi.token';

export function token(): string | null {
  return sessionStorage.getItem(key);
}

/** Keeps a token as it was pasted, without a leading `Bearer`; an empty one forgets it. */
export function keepToken(pasted: string): void {
  const bare = pasted.trim().replace(/^bearer\s+/i, '');
  if (bare === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, bare);
}
