import { useTranslation } from 'react-i18next';
import { useNumbers } from '../values/numbers';

interface Business {
  readonly count: number;
  readonly amounts: readonly { readonly amount: number; readonly currency: string }[];
  readonly withoutAmount: number;
}

/** Open business: the amounts by currency, never added, how many opportunities, and of how many the amount is not known. */
export function Money({ open }: { readonly open: Business }) {
  const { t } = useTranslation();
  const { money } = useNumbers();
  return (
    <>
      {open.amounts.length > 0 ? open.amounts.map(({ amount, currency }) => money(amount, currency)).join(' + ') : '–'}{' '}
      <small className="faint">
        {t('standing.opportunities', { count: open.count })}
        {open.withoutAmount > 0 && ` · ${t('standing.withoutAmount', { count: open.withoutAmount })}`}
      </small>
    </>
  );
}
