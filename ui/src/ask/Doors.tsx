import type { TFunction } from 'i18next';
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePartyName } from '../people/party';
import { ChanceBar } from '../values/ChanceBar';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import type { DoorsQuery } from './generated/graphql';
import { freshness } from './freshness';

export type Door = DoorsQuery['influencersOf']['doors']['nodes'][number];

interface DoorsProps {
  readonly doors: readonly Door[];
  readonly total: number;
  /** The place of the open one; -1 for none. */
  readonly at: number;
  readonly open: (place: number) => void;
  readonly more: () => void;
  readonly waiting: boolean;
  /** Stands below the open door where there is no room beside the list. */
  readonly detail: ReactNode;
}

/** The ranked doors. Arrow keys go from one to the next, Enter opens one. */
export function Doors({ doors, total, at, open, more, waiting, detail }: DoorsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('.door') ?? [])];
  // Who came here from the search goes on in the list.
  useEffect(() => {
    const active = document.activeElement;
    if (active === null || active === document.body || active instanceof HTMLInputElement) {
      list.current?.querySelector<HTMLButtonElement>('.door')?.focus({ preventScroll: true });
    }
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const here = all.indexOf(document.activeElement as HTMLButtonElement);
    if (here < 0) return;
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    const button = next === undefined ? undefined : all[next];
    if (!button) return;
    event.preventDefault();
    button.focus();
  };
  return (
    <section aria-labelledby="doors-title" className="doors-part">
      <h2 id="doors-title">{t('ask.doors.title', { count: total })}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move between the buttons inside */}
      <ol className="doors" ref={list} onKeyDown={onKeyDown}>
        {doors.map((door, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- the place is the rank, and the list is replaced as a whole
          <Fragment key={place}>
            <li>
              <DoorButton door={door} rank={place + 1} open={place === at} onOpen={() => open(place)} />
              {place === at && detail}
            </li>
          </Fragment>
        ))}
      </ol>
      {doors.length < total && (
        <button type="button" className="doors-more" onClick={more} disabled={waiting}>
          {t('ask.doors.more', { count: total - doors.length })}
        </button>
      )}
    </section>
  );
}

/** Why the door can move somebody: the evidence of its own step, or else what the step stands on. */
function reason([own]: Door['routes'][number]['steps'], t: TFunction): string | undefined {
  if (!own) return undefined;
  const told = own.evidence && own.line !== 'REPORTING' && own.line !== 'DEPARTMENT';
  return told ? t('ask.doors.because', { evidence: own.evidence }) : t(`values.line.${own.line}`);
}

function DoorButton({ door, rank, open, onOpen }: { readonly door: Door; readonly rank: number; readonly open: boolean; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  const { chance } = useNumbers();
  const { ago } = useDates();
  const [best] = door.routes;
  const between = best?.steps.slice(0, -1).map(({ to }) => nameOf(to)) ?? [];
  const why = reason(best?.steps ?? [], t);
  const fresh = best ? freshness(best.steps) : undefined;
  return (
    <button type="button" className="door" aria-expanded={open} onClick={onOpen}>
      <span className="door-rank" aria-hidden="true">
        {rank}
      </span>
      <span className="door-who">
        <span className="door-name">
          {nameOf(door.employee)} {door.askFirst && <Tag tone="accent">{t('ask.doors.askFirst')}</Tag>}
          {door.deep && <Tag tone="for">{t('ask.doors.deep')}</Tag>}
          {door.cold && <Tag tone="caution">{t('ask.doors.cold')}</Tag>}
        </span>
        <span className="door-line faint">
          {door.employee.__typename === 'Person' && door.department ? `${door.department.name} · ` : ''}
          {between.length > 0 ? t('ask.doors.through', { names: between.join(' → ') }) : t('ask.doors.direct')}
          {why && ` · ${why}`}
        </span>
        <span className="door-line faint">
          {fresh === undefined ? t('values.ageUnknown') : t('ask.doors.seen', { ago: ago(fresh) })}
          {' · '}
          {door.introduction ? (door.introduction.route ? t('ask.doors.way', { chance: chance(door.introduction.probability) }) : t('ask.doors.you')) : t('ask.doors.noWay')}
        </span>
      </span>
      <ChanceBar value={door.probability} undecayed={door.undecayedProbability} cold={door.cold} />
    </button>
  );
}
