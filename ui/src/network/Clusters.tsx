import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWidth } from '../frame/width';
import { useNumbers } from '../values/numbers';
import type { NetworkCommunitiesQuery } from './generated/graphql';
import { boxOf, fitted } from './view';
import { shortened, useNameOf } from './words';

type Answer = NetworkCommunitiesQuery['influenceMap'];
export type Community = Answer['communities'][number];

interface ClustersProps {
  readonly communities: Answer['communities'];
  readonly ties: Answer['ties'];
  readonly onOpen: (community: Community) => void;
  readonly label: string;
}

/** Communities as circles, with what lies between them. Arrow keys go from one to the next, Enter opens it. */
export function Clusters({ communities, ties, onOpen, label }: ClustersProps) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const nameOf = useNameOf();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [at, setAt] = useState(0);
  const [near, setNear] = useState<number>();
  const height = width === undefined ? 0 : Math.round(Math.min(680, Math.max(340, width * 0.72)));
  const view = fitted(boxOf(communities), width ?? 1, height, 8);
  const on = ({ x, y, radius }: Community) => ({ x: x * view.scale + view.x, y: y * view.scale + view.y, r: radius * view.scale });
  const toldOf = (community: Community) => t('network.circle', { name: nameOf(community), people: t('network.people', { count: community.size }), ours: count(community.nEmployees) });
  const pointed = communities.find(({ number }) => number === near);
  const most = Math.max(1e-9, ...ties.map(({ strength }) => strength));
  const onKeyDown = (event: KeyboardEvent<SVGGElement>, place: number) => {
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? communities.length - 1 : step === undefined ? undefined : Math.min(communities.length - 1, Math.max(0, place + step));
    const opened = communities[place];
    if ((event.key === 'Enter' || event.key === ' ') && opened) onOpen(opened);
    else if (next === undefined) return;
    else {
      setAt(next);
      (event.currentTarget.parentElement?.children[next] as SVGGElement | undefined)?.focus();
    }
    event.preventDefault();
  };
  return (
    <div ref={box} className="clusters" style={{ minBlockSize: 340 }}>
      {width !== undefined && (
        <svg width={width} height={height} role="group" aria-label={label}>
          <g aria-hidden="true" className="cluster-ties">
            {ties.toReversed().map(({ communities: [a = 0, b = 0], strength }) => {
              const [one, other] = [communities[a], communities[b]];
              if (!one || !other) return null;
              const [from, to] = [on(one), on(other)];
              return <line key={`${a} ${b}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} strokeWidth={0.5 + 9 * (strength / most) ** 1.5} data-near={near === a || near === b} data-far={near !== undefined && near !== a && near !== b} />;
            })}
          </g>
          <g>
            {communities.map((community, place) => {
              const { x, y, r } = on(community);
              const share = community.nEmployees / community.size;
              const ring = Math.max(2, Math.min(7, r * 0.09));
              const around = 2 * Math.PI * (r - ring / 2);
              return (
                <g
                  key={community.number}
                  className="cluster"
                  role="button"
                  aria-label={toldOf(community)}
                  tabIndex={place === at ? 0 : -1}
                  onFocus={() => (setAt(place), setNear(community.number))}
                  onBlur={() => setNear(undefined)}
                  onPointerEnter={() => setNear(community.number)}
                  onPointerLeave={() => setNear(undefined)}
                  onKeyDown={(event) => onKeyDown(event, place)}
                  onClick={() => onOpen(community)}
                >
                  <circle cx={x} cy={y} r={r} className="cluster-ground" />
                  <circle cx={x} cy={y} r={r - ring / 2} className="cluster-ring" strokeWidth={ring} />
                  {share > 0 && <circle cx={x} cy={y} r={r - ring / 2} className="cluster-ours" strokeWidth={ring} strokeDasharray={`${share * around} ${around}`} transform={`rotate(-90 ${x} ${y})`} />}
                </g>
              );
            })}
          </g>
          <g aria-hidden="true" className="cluster-names">
            {communities.map((community) => {
              const { x, y, r } = on(community);
              return (
                <Fragment key={community.number}>
                  {r >= 24 && (
                    <text x={x} y={y - 2}>
                      {shortened(nameOf(community), 1.82 * r - 6)}
                    </text>
                  )}
                  {r >= 11 && (
                    <text x={x} y={r >= 24 ? y + 14 : y + 4} className="cluster-count">
                      {count(community.size)}
                    </text>
                  )}
                </Fragment>
              );
            })}
          </g>
        </svg>
      )}
      {pointed && (
        <div className="crowd-tip" style={{ left: on(pointed).x, top: on(pointed).y + on(pointed).r }} aria-hidden="true" data-below="true">
          {toldOf(pointed)}
        </div>
      )}
    </div>
  );
}
