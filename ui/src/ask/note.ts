import type { TFunction } from 'i18next';
import type { Party } from '../people/party';
import type { Door } from './Doors';

interface Words {
  readonly t: TFunction;
  readonly nameOf: (party: Party) => string;
  readonly chance: (value: number) => string;
}

interface Target {
  readonly name: string;
  readonly memberships: { readonly nodes: readonly { readonly organization: { readonly name: string } }[] };
}

/** A note to the door that asks for an introduction: why them, by which way, and who knows us both. */
export function introductionNote(door: Door, keyPerson: Target, { t, nameOf, chance }: Words): string {
  const [best] = door.routes;
  const between = best?.steps.slice(0, -1).map((step) => nameOf(step.to)) ?? [];
  const evidence = best?.steps.find((step) => step.line === 'LEVEL' || step.line === 'PROBABILITY')?.evidence;
  const through = door.introduction?.route?.steps.slice(0, -1).map((step) => nameOf(step.to)) ?? [];
  const organization = keyPerson.memberships.nodes[0]?.organization.name;
  const lines = [
    t('ask.note.hello', { name: nameOf(door.employee) }),
    '',
    organization ? t('ask.note.ask', { person: keyPerson.name, organization }) : t('ask.note.askPerson', { person: keyPerson.name }),
    between.length > 0
      ? t('ask.note.whyThrough', { between: between.join(t('ask.note.and')), chance: chance(door.probability) })
      : t('ask.note.whyDirect', { chance: chance(door.probability) }),
    ...(evidence ? [t('ask.note.evidence', { evidence })] : []),
    ...(through.length > 0 ? [t('ask.note.through', { through: through.join(t('ask.note.and')) })] : []),
    '',
    t('ask.note.thanks'),
  ];
  return lines.join('\n');
}
