import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonSearch } from '../people/PersonSearch';
import './route.css';

/** Whose routes? */
export function RouteStartScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="route-start">
      <h1>{t('route.start')}</h1>
      <PersonSearch
        label={t('ask.search.label')}
        hint={t('ask.search.hint')}
        contactsOnly
        startHere
        onPick={({ sourceId }) => void navigate({ to: '/route/$person', params: { person: sourceId } })}
      />
    </div>
  );
}
