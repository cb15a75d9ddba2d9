import { useTranslation } from 'react-i18next';

/** Somebody on a route: a person, or a colleague whose name stays hidden. */
export type Party =
  | { readonly __typename: 'Person'; readonly sourceId: string; readonly name: string }
  | { readonly __typename: 'MaskedColleague'; readonly department?: { readonly name: string } | null };

/** What tells one party of a route from another. Hidden colleagues of one department are told apart by their place. */
export function partyKey(party: Party, place: number): string {
  return party.__typename === 'Person' ? party.sourceId : `hidden-${place + 1}`;
}

/** How a party is called on the screen. */
export function usePartyName(): (party: Party) => string {
  const { t } = useTranslation();
  return (party) => {
    if (party.__typename === 'Person') return party.name;
    return party.department ? t('values.masked', { department: party.department.name }) : t('values.maskedNowhere');
  };
}
