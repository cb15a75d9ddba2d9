import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 1000px)');

function listen(changed: () => void): () => void {
  wide.addEventListener('change', changed);
  return () => wide.removeEventListener('change', changed);
}

/** Whether there is room for two columns. */
export function useWide(): boolean {
  return useSyncExternalStore(listen, () => wide.matches);
}
