import { useTranslation } from 'react-i18next';
import type { OnMapFragment } from './generated/graphql';

/** What to call a community: what most of its people belong to, or its number. */
export function useNameOf(): (community: Pick<OnMapFragment, 'number' | 'department' | 'customer'>) => string {
  const { t } = useTranslation();
  return ({ number, department, customer }) => department?.name ?? customer?.name ?? t('network.community', { number: number + 1 });
}

/** As much of a text as has room, in points: a Han character is as wide as it is high, a Latin letter about half as much. */
export function shortened(text: string, room: number, size = 12.5): string {
  let width = 0;
  let end = 0;
  for (const letter of text) {
    width += /\p{Script=Han}/u.test(letter) ? size : size * 0.56;
    if (width > room) return end < 2 ? '' : `${text.slice(0, Math.max(1, end - 1))}…`;
    end += letter.length;
  }
  return text;
}
