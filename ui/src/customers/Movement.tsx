import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { type Dimension, dimensions } from '../standing/dimensions';
import { Movers } from '../standing/Movers';
import { Answered } from '../states/Answered';
import type { periods } from './choice';
import { type CustomerFilter, CustomerMovementDocument } from './generated/graphql';

interface MovementProps {
  readonly filter: CustomerFilter;
  readonly period: (typeof periods)[number];
  readonly asOf: string | undefined;
  readonly dimension: Dimension;
}

/** Which customers rose and which fell most against one period before, and what moved them. */
export function Movement({ filter, period, asOf, dimension }: MovementProps) {
  const { t } = useTranslation();
  const answer = useAnswer(CustomerMovementDocument, { filter, period, asOf, dimension });
  return (
    <section className="panel" aria-labelledby="movement-title">
      <div className="screen-head">
        <h2 id="movement-title">{t('customers.movement', { period: t(`standing.period.${period}`) })}</h2>
        <nav className="choice" aria-label={t('standing.degree')}>
          {dimensions.map((one) => (
            <Link
              key={one}
              to="/customers"
              search={(before) => ({ ...before, moved: one === 'RELATIONSHIP' ? undefined : one })}
              replace
              resetScroll={false}
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
              aria-current={one === dimension ? 'true' : undefined}
            >
              {t(`values.dimension.${one}`)}
            </Link>
          ))}
        </nav>
      </div>
      <Answered answer={answer} lines={6}>
        {({ companyOverview }) => (
          <div className="halves">
            <div>
              <h3>{t('customers.fell')}</h3>
              <Movers movers={companyOverview.down} nobody={t('customers.nobodyFell')} />
            </div>
            <div>
              <h3>{t('customers.rose')}</h3>
              <Movers movers={companyOverview.up} nobody={t('customers.nobodyRose')} />
            </div>
          </div>
        )}
      </Answered>
    </section>
  );
}
