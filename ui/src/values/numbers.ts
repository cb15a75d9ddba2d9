import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, tagOf } from '../app/language';

/** Numbers as the reader writes them. */
export interface Numbers {
  /** A chance or a share, 0 to 1, in per cent: whole from 10 % on, with one decimal below; what is above 0 or below 1 never shows as 0 % or 100 %. */
  readonly chance: (value: number) => string;
  /** A whole number. */
  readonly count: (value: number) => string;
  /** A number with a sign, at most so many decimals; 0 has none. */
  readonly signed: (value: number, decimals?: number) => string;
  /** A level or the mean of levels, with its sign and always two decimals, so that columns of them line up. */
  readonly mean: (value: number) => string;
  /** A plain number with at most so many decimals. */
  readonly plain: (value: number, decimals?: number) => string;
  /** An amount in a currency, without small change, short from ten thousand on. */
  readonly money: (amount: number, currency: string) => string;
}

export function numbersIn(language: Language): Numbers {
  const tag = tagOf(language);
  const percent = (decimals: number) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: decimals });
  const [whole, tenth] = [percent(0), percent(1)];
  const count = new Intl.NumberFormat(tag);
  const twoPlaces = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  const decimal = (decimals: number, sign: boolean) =>
    new Intl.NumberFormat(tag, { maximumFractionDigits: decimals, signDisplay: sign ? 'exceptZero' : 'auto' });
  return {
    chance: (value) => {
      if (value > 0 && value < 0.001) return `<${tenth.format(0.001)}`;
      if (value < 1 && value > 0.999) return `>${tenth.format(0.999)}`;
      return value < 0.0995 || (value >= 0.995 && value < 1) ? tenth.format(value) : whole.format(value);
    },
    count: (value) => count.format(value),
    signed: (value, decimals = 1) => decimal(decimals, true).format(value).replace('-', '−'),
    mean: (value) => twoPlaces.format(value).replace('-', '−'),
    plain: (value, decimals = 1) => decimal(decimals, false).format(value).replace('-', '−'),
    money: (amount, currency) =>
      new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        notation: Math.abs(amount) >= 10_000 ? 'compact' : 'standard',
        minimumFractionDigits: 0,
        maximumFractionDigits: Math.abs(amount) >= 10_000 ? 1 : 0,
      }).format(amount),
  };
}

export function useNumbers(): Numbers {
  const { i18n } = useTranslation();
  return useMemo(() => numbersIn(i18n.language as Language), [i18n.language]);
}
