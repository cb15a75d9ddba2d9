import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useMoment } from '../viewpoint/moment';
import { type Choice, classes, periods, readChoice } from './choice';
import { CustomerChoicesDocument } from './generated/graphql';

/** Chooses which customers are shown and with which time they are compared. */
export function CustomerFilters({ choice }: { readonly choice: Choice }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asOf = useMoment();
  const choices = useAnswer(CustomerChoicesDocument, { asOf }).data?.companyOverview;
  const regions = choices?.regions.nodes.flatMap(({ region }) => region ?? []) ?? [];
  const departments = choices?.departments.nodes.flatMap(({ department }) => department ?? []) ?? [];
  const go = (change: Record<string, string>) =>
    void navigate({ to: '/customers', search: (before) => ({ ...before, ...readChoice({ ...before, ...change }) }), replace: true, resetScroll: false });
  return (
    <div className="filters">
      <label>
        {t('standing.department')}
        <select value={choice.department ?? ''} onChange={(event) => go({ department: event.target.value })}>
          <option value="">{t('standing.all')}</option>
          {departments.map(({ sourceId, name }) => (
            <option key={sourceId} value={sourceId}>
              {name}
            </option>
          ))}
          {choice.department !== undefined && !departments.some(({ sourceId }) => sourceId === choice.department) && <option value={choice.department}>{choice.department}</option>}
        </select>
      </label>
      <label>
        {t('standing.region')}
        <select value={choice.region ?? ''} onChange={(event) => go({ region: event.target.value })}>
          <option value="">{t('standing.all')}</option>
          {regions.map((region) => (
            <option key={region}>{region}</option>
          ))}
          {choice.region !== undefined && !regions.includes(choice.region) && <option>{choice.region}</option>}
        </select>
      </label>
      <label>
        {t('standing.class.label')}
        <select value={choice.class ?? ''} onChange={(event) => go({ class: event.target.value })}>
          <option value="">{t('standing.all')}</option>
          {classes.map((one) => (
            <option key={one} value={one}>
              {t(`standing.class.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('standing.period.label')}
        <select value={choice.period ?? 'MONTH'} onChange={(event) => go({ period: event.target.value })}>
          {periods.map((period) => (
            <option key={period} value={period}>
              {t(`standing.period.${period}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
