import { type Edge, type EdgeProps, useInternalNode } from '@xyflow/react';
import { memo } from 'react';
import type { ChartLine } from './chart';
import { bow, elbow } from './curves';

export type MapEdge = Edge<{ readonly line: ChartLine; readonly lifted: boolean; readonly quiet: boolean }, 'line'>;

/** A line of the map. All lines are drawn under the cards; those of the selected person stand out over a halo. */
export const MapLine = memo(function MapLine({ source, target, data }: EdgeProps<MapEdge>) {
  const from = useInternalNode(source)?.internals.positionAbsolute;
  const to = useInternalNode(target)?.internals.positionAbsolute;
  if (!from || !to || !data) return null;
  const { line, lifted, quiet } = data;
  if (line.kind === 'reporting' || line.kind === 'team') return <path className="map-line" data-kind={line.kind} data-lifted={lifted} data-quiet={quiet} d={elbow(from, to)} />;
  const { path, middle } = bow(from, to);
  return (
    <g className="map-bow" data-kind={line.kind} data-lifted={lifted} data-quiet={quiet}>
      {lifted && <path className="map-halo" d={path} />}
      <path className="map-line" data-kind={line.kind} d={path} strokeWidth={1.2 + 2.4 * (line.strength ?? 0.3)} markerEnd={line.kind === 'influence' ? `url(#map-arrow${lifted ? '-lifted' : ''})` : undefined} />
      {line.kind === 'conflict' && <path className="map-cross" d={`M${middle.x - 5} ${middle.y - 5}l10 10m0-10l-10 10`} />}
    </g>
  );
});

/** The arrow heads of the lines. */
export function Arrows() {
  return (
    <svg className="map-arrows" aria-hidden="true">
      <defs>
        {['map-arrow', 'map-arrow-lifted'].map((id) => (
          <marker key={id} id={id} viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0L10 5L0 10z" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
