import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/failure';
import './states.css';

function listen(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** Says so while there is no way to the service. What is on the screen stays readable. */
export function OfflineNotice({ failure, again }: { readonly failure: Failure | undefined; readonly again: () => void }) {
  const { t } = useTranslation();
  const online = useSyncExternalStore(listen, () => navigator.onLine);
  if (online && failure?.kind !== 'offline' && failure?.kind !== 'unavailable') return null;
  return (
    <div className="strip" data-tone="caution" role="status">
      {t('shell.states.offline')}{' '}
      <button type="button" className="quiet" onClick={again}>
        {t('shell.states.again')}
      </button>
    </div>
  );
}
