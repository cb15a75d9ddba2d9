import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OneOfUsFragment } from './generated/graphql';

/** Somebody on a list of the company: by name with the way to the card, or the department of whom stays without a name. */
export function OneOfUs({ one }: { readonly one: OneOfUsFragment }) {
  const { t } = useTranslation();
  const { person, department } = one;
  if (!person) return <span>{department ? t('values.masked', { department: department.name }) : t('values.maskedNowhere')}</span>;
  return (
    <>
      <Link to="/person/$person" params={{ person: person.sourceId }}>
        {person.name}
      </Link>
      {department && <span className="row-line">{department.name}</span>}
    </>
  );
}

/** What tells one of such a list from another. */
export function keyOf({ person, department }: OneOfUsFragment, place: number): string {
  return person?.id ?? `${department?.id ?? 'somebody'} ${place}`;
}

/** The way to what would break if somebody left. */
export function WhatIfLink({ person, name }: { readonly person: string; readonly name: string }) {
  const { t } = useTranslation();
  return (
    <Link to="/company" search={{ part: 'departure', people: person }} aria-label={t('company.whatIfOf', { name })}>
      {t('company.whatIf')}
    </Link>
  );
}

/** The way to who can influence somebody. */
export function AskLink({ person }: { readonly person: { readonly sourceId: string; readonly name: string } }) {
  return (
    <Link to="/ask/$person" params={{ person: person.sourceId }}>
      {person.name}
    </Link>
  );
}
