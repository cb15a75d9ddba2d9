import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CoachingList } from './CoachingList';
import { Sellers } from './Sellers';
import './team.css';

const parts = ['coaching', 'sellers'] as const;

/** What a manager looks after: where to coach and bring in help, and how the sellers stand. */
export function TeamScreen() {
  const { t } = useTranslation();
  const { part = 'coaching' } = useSearch({ from: '/team' });
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{t('team.title')}</h1>
        <nav className="choice" aria-label={t('team.parts')}>
          {parts.map((one) => (
            <Link
              key={one}
              to="/team"
              search={(before) => ({ ...before, part: one === 'coaching' ? undefined : one })}
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
              aria-current={one === part ? 'page' : undefined}
            >
              {t(`team.${one}`)}
            </Link>
          ))}
        </nav>
      </div>
      {part === 'coaching' ? <CoachingList /> : <Sellers />}
    </div>
  );
}
