import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, usePlace } from '../app/place';
import { useDates } from '../values/dates';
import './viewpoint.css';

/** Chooses the day that every screen tells of; today without one. */
export function AsOf() {
  const { t } = useTranslation();
  const { at, go } = usePlace();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  return (
    <label className="as-of">
      <span>{t('shell.asOf.label')}</span>
      <input
        type="date"
        max={today}
        value={at ?? today}
        onChange={(event) => {
          const day = event.target.value;
          if (isDay(day) && day <= today) go({ at: day === today ? undefined : day });
        }}
      />
    </label>
  );
}

/** Says that what is shown is of another day, so that nobody takes it for today's. */
export function PastNotice() {
  const { t } = useTranslation();
  const { at, go } = usePlace();
  const dates = useDates();
  if (!at) return null;
  return (
    <div className="strip" data-tone="caution" role="status">
      {t('shell.asOf.past', { day: dates.day(at) })}{' '}
      <button type="button" className="quiet" onClick={() => go({ at: undefined })}>
        {t('shell.asOf.today')}
      </button>
    </div>
  );
}
