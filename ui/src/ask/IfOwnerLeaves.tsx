import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { isOpen } from '../customers/deals';
import { useMoment } from '../viewpoint/moment';
import { DealOwnersDocument } from './generated/graphql';

/** The way to what would break if whoever owns the open business with this person left. */
export function IfOwnerLeaves({ person }: { readonly person: string }) {
  const { t } = useTranslation();
  const asOf = useMoment();
  const { data } = useAnswer(DealOwnersDocument, { person, asOf });
  const found = data?.lookup;
  const deals = found?.__typename === 'Person' ? found.decisionRoles.nodes.map(({ opportunity }) => opportunity).filter((deal) => isOpen(deal, asOf)) : [];
  const owners = new Map(deals.flatMap(({ owner, name }) => (owner ? [[owner.sourceId, { name: owner.name, deal: name }] as const] : [])));
  return [...owners].slice(0, 2).map(([id, { name, deal }]) => (
    <Link key={id} to="/company" search={{ part: 'departure', people: id }}>
      {t('ask.ownerLeaves', { name, deal })}
    </Link>
  ));
}
