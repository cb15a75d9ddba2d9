import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { toneOf } from '../values/Level';
import { useNumbers } from '../values/numbers';
import type { ChartPerson } from './chart';

export interface CardData extends Record<string, unknown> {
  readonly person: ChartPerson;
  readonly reach: number | undefined;
  /** How many people below are folded away; nothing where there is nobody to fold. */
  readonly folded: number | undefined;
  readonly onFold: (() => void) | undefined;
  readonly quiet: boolean;
}

export type CardNode = Node<CardData, 'person'>;

/** A person on the map: name and sign above, role, votes and our reach below, each in a place of its own. */
export const PersonCard = memo(function PersonCard({ data, selected }: NodeProps<CardNode>) {
  const { t } = useTranslation();
  const { chance, signed } = useNumbers();
  const { person, reach, folded, onFold, quiet } = data;
  return (
    <div className="map-card" data-tone={person.stance === undefined ? 'unknown' : toneOf(person.stance)} data-quiet={quiet} data-selected={selected}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <span className="map-name" data-left={person.left}>
        {person.name}
      </span>
      <span className="map-sign">{person.stance === undefined ? '?' : signed(person.stance)}</span>
      <span className="map-role">{person.role ? t(`values.role.${person.role as 'USER'}`) : person.post}</span>
      <span className="map-marks">
        {person.veto && (
          <abbr className="map-vote" title={t('map.veto')}>
            {t('map.vetoShort')}
          </abbr>
        )}
        {person.approve && (
          <abbr className="map-vote" title={t('map.approve')}>
            {t('map.approveShort')}
          </abbr>
        )}
        {reach !== undefined && <abbr title={t('map.reach')}>{chance(reach)}</abbr>}
      </span>
      {onFold && (
        <button
          type="button"
          className="map-fold nodrag"
          tabIndex={-1}
          aria-label={folded ? t('map.unfold', { count: folded, name: person.name }) : t('map.fold', { name: person.name })}
          onClick={(event) => (event.stopPropagation(), onFold())}
        >
          {folded ? `+${folded}` : '−'}
        </button>
      )}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
});

export type GhostNode = Node<{ readonly role: string }, 'ghost'>;

/** A seat that nobody has. */
export function GhostSeat({ data }: NodeProps<GhostNode>) {
  const { t } = useTranslation();
  return (
    <div className="map-card map-ghost">
      <span className="map-name">{t('map.ghost')}</span>
      <span className="map-role">{t(`values.role.${data.role as 'USER'}`)}</span>
    </div>
  );
}
