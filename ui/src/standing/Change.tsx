import { useTranslation } from 'react-i18next';
import { useNumbers } from '../values/numbers';
import './standing.css';

interface ChangeProps {
  /** Later less earlier; nothing where either is not known. */
  readonly difference?: number | null;
  readonly decimals?: number;
  /** How the number is written, where it is no level. */
  readonly write?: (value: number) => string;
}

/** A change with an arrow and its sign; what rose is not red and what fell is not green, as readers differ on both. */
export function Change({ difference, decimals = 2, write }: ChangeProps) {
  const { t } = useTranslation();
  const { mean } = useNumbers();
  if (typeof difference !== 'number') return <span className="change faint">{t('standing.noChange')}</span>;
  const text = write ? write(difference) : mean(difference);
  const still = Math.abs(difference) < 0.5 * 10 ** -decimals;
  return (
    <span className="change" data-way={still ? 'still' : difference > 0 ? 'up' : 'down'}>
      <span aria-hidden="true">{still ? '→' : difference > 0 ? '↗' : '↘'}</span> {still && !write ? '0' : text}
    </span>
  );
}
