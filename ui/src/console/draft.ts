/** What stands in the console. It is kept for the tab, so that it is there again after a look at another screen. */
export interface Draft {
  readonly query: string;
  readonly variables: string;
}

const key = 'guanxi.console';

export function keptDraft(): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { query, variables } = kept as Record<string, unknown>;
    return typeof query === 'string' && typeof variables === 'string' ? { query, variables } : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(draft: Draft): void {
  sessionStorage.setItem(key, JSON.stringify(draft));
}

/** Variables as they are typed: an object, or nothing for none; a text that is none says why. */
export function readVariables(text: string): { readonly variables: Readonly<Record<string, unknown>> } | { readonly fault: string } {
  if (text.trim() === '') return { variables: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { variables: value as Record<string, unknown> };
    return { fault: '{ … }' };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
