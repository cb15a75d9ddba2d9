import { Link, useSearch } from '@tanstack/react-router';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Alone } from './Alone';
import { parts } from './choice';
import { CoverageMap } from './CoverageMap';
import { Departure } from './Departure';
import { Hidden } from './Hidden';
import { Waiting } from '../states/Waiting';
import { Overview } from './Overview';
import { Plan } from './Plan';
import { SpreadOut } from './SpreadOut';
import './company.css';

// The only part that draws much; the others need none of it.
const Network = lazy(() => import('../network/Network').then((module) => ({ default: module.Network })));

const screens = { overview: Overview, coverage: CoverageMap, network: Network, alone: Alone, hidden: Hidden, departure: Departure, plan: Plan, spread: SpreadOut } as const;

/** The whole company at once: where it stands, what holds it together, what a departure would break, and what to do next. */
export function CompanyScreen() {
  const { t } = useTranslation();
  const { part = 'overview' } = useSearch({ from: '/company' });
  const Part = screens[part];
  return (
    <div className="screen company">
      <div className="screen-head">
        <h1>{t('company.title')}</h1>
        <nav className="choice" aria-label={t('company.parts')}>
          {parts.map((one) => (
            <Link
              key={one}
              to="/company"
              search={({ at, from }: { at?: string; from?: string }) => ({ at, from, part: one === 'overview' ? undefined : one })}
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
              aria-current={one === part ? 'page' : undefined}
            >
              {t(`company.part.${one}`)}
            </Link>
          ))}
        </nav>
      </div>
      <p className="faint company-what">{t(`company.what.${part}`)}</p>
      <Suspense fallback={<Waiting lines={14} />}>
        <Part />
      </Suspense>
    </div>
  );
}
