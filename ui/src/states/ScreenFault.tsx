import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import './states.css';

/** A screen that broke: its files could not be loaded, for one because a newer version is served by now, or it is at fault. */
export function ScreenFault({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <div className="notice" data-tone="bad" role="alert">
      <h1>{t('shell.states.fault')}</h1>
      <p>{t('shell.states.faultText')}</p>
      <p className="faint notice-said">{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" onClick={() => location.reload()}>
        {t('shell.states.reload')}
      </button>
    </div>
  );
}
