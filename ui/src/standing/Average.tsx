import { useTranslation } from 'react-i18next';
import { useNumbers } from '../values/numbers';
import type { Band } from './dimensions';
import './standing.css';

interface AverageProps {
  readonly mean?: number | null;
  readonly band: Band;
  readonly known: number;
  readonly total: number;
  readonly polarised?: boolean;
}

/** An average with its sign, the band it stands in, and of how many it is known; a mark where it is that of hardly anybody. */
export function Average({ mean, band, known, total, polarised = false }: AverageProps) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const title = [t('standing.known', { known, total }), polarised ? t('standing.polarised') : ''].filter(Boolean).join(' · ');
  return (
    <span className="average" data-band={band} title={title}>
      <span className="average-number">{typeof mean === 'number' ? numbers.mean(mean) : '–'}</span> <span className="average-band">{t(`values.band.${band}`)}</span>
      {polarised && (
        <span className="average-split" role="img" aria-label={t('standing.polarised')}>
          ⇹
        </span>
      )}
    </span>
  );
}
