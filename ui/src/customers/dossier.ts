/** One opportunity as far as it tells who counts in it. */
interface Deal<Member> {
  readonly name: string;
  readonly decisionChain: { readonly members: readonly Member[] };
}

interface Counting {
  readonly role: string;
  readonly veto: string;
  readonly approve: string;
  readonly left: boolean;
  readonly decisionWeight: number;
  readonly person: { readonly sourceId: string; readonly name: string };
}

/** Somebody who counts in some of the opportunities, with what they are in each. */
export interface Counted<Member extends Counting> {
  readonly person: Member['person'];
  readonly weight: number;
  readonly approve: boolean;
  readonly veto: boolean;
  readonly left: boolean;
  readonly roles: readonly { readonly deal: string; readonly role: Member['role'] }[];
}

/** Everybody who counts in some of the opportunities, each once: who weighs most in any of them first, equals by name. */
export function countedIn<Member extends Counting>(deals: readonly Deal<Member>[]): readonly Counted<Member>[] {
  const found = new Map<string, Counted<Member>>();
  for (const { name, decisionChain } of deals) {
    for (const member of decisionChain.members) {
      const before = found.get(member.person.sourceId);
      found.set(member.person.sourceId, {
        person: member.person,
        weight: Math.max(before?.weight ?? 0, member.decisionWeight),
        approve: (before?.approve ?? false) || member.approve === 'YES',
        veto: (before?.veto ?? false) || member.veto === 'YES',
        left: (before?.left ?? false) || member.left,
        roles: [...(before?.roles ?? []), { deal: name, role: member.role }],
      });
    }
  }
  return [...found.values()].toSorted((one, other) => other.weight - one.weight || one.person.name.localeCompare(other.person.name));
}
