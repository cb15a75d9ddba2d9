import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from './Empty';

/** An address that leads nowhere. */
export function NotHere() {
  const { t } = useTranslation();
  return (
    <Empty whole title={t('shell.states.notHere')}>
      <Link to="/">{t('shell.states.toStart')}</Link>
    </Empty>
  );
}
