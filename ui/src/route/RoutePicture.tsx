import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { useWidth } from '../frame/width';
import { usePartyName } from '../people/party';
import { useNumbers } from '../values/numbers';
import { fitName, geometryOf, type Geometry, lineOf, nodeHeight } from './geometry';
import { type Picture, type PictureEdge, type PictureNode, clearness } from './picture';

/** Somebody who stands against somebody. */
export interface Conflict {
  readonly from: string;
  readonly to: string;
}

interface RoutePictureProps {
  readonly picture: Picture;
  readonly conflicts: readonly Conflict[];
  /** The place of the door whose ways stand out. */
  readonly chosen: number;
  readonly label: string;
}

/** The ways in columns. The table beside it holds the same facts; to a screen reader the picture is one image. */
export function RoutePicture({ picture, conflicts, chosen, label }: RoutePictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  return (
    <div ref={box}>
      {width !== undefined && width > 0 && (
        <Scroll label={label} className="route-picture">
          <Drawing {...{ picture, conflicts, chosen, label }} geometry={geometryOf(picture, width)} />
        </Scroll>
      )}
    </div>
  );
}

function Drawing({ picture, conflicts, chosen, label, geometry }: RoutePictureProps & { readonly geometry: Geometry }) {
  const { t } = useTranslation();
  const nodes = new Map(picture.nodes.map((node) => [node.key, node]));
  const isChosen = (edge: PictureEdge) => edge.doors.has(chosen);
  // What is chosen is drawn last, and so on top.
  const edges = picture.edges.toSorted((a, b) => Number(isChosen(a)) - Number(isChosen(b)));
  const onChosen = new Set(edges.filter(isChosen).flatMap(({ from, to }) => [from, to]));
  return (
    <svg width={geometry.width} height={geometry.height} viewBox={`0 0 ${geometry.width} ${geometry.height}`} role="img" aria-label={label}>
      {picture.columns.map((stand, column) => (
        <text key={geometry.columnLeft(column)} className="route-column" x={geometry.columnLeft(column) + geometry.nodeWidth / 2} y={16} textAnchor="middle">
          {t(`route.stand.${stand}`)}
        </text>
      ))}
      {edges.map((edge) => (
        <Line key={`${edge.from} ${edge.to} ${edge.step.line}`} edge={edge} nodes={nodes} geometry={geometry} chosen={isChosen(edge)} />
      ))}
      {conflicts.map((conflict) => {
        const line = lineOf(conflict, nodes, geometry);
        return (
          line && (
            <g key={`${conflict.from} ${conflict.to}`}>
              <path className="route-conflict" d={line.path} />
              <path className="route-cross" d={`M${line.x - 5} ${line.y - 5}l10 10m0-10l-10 10`} />
            </g>
          )
        );
      })}
      {picture.nodes.map((node) => (
        <NodeCard key={node.key} node={node} geometry={geometry} stands={onChosen.has(node.key)} />
      ))}
      {edges.filter(isChosen).map((edge) => (
        <Label key={`${edge.from} ${edge.to} ${edge.step.line}`} edge={edge} nodes={nodes} geometry={geometry} />
      ))}
    </svg>
  );
}

interface LineProps {
  readonly edge: PictureEdge;
  readonly nodes: ReadonlyMap<string, PictureNode>;
  readonly geometry: Geometry;
  readonly chosen?: boolean;
}

function Line({ edge, nodes, geometry, chosen }: LineProps) {
  const line = lineOf(edge, nodes, geometry);
  if (!line) return null;
  const { step } = edge;
  return (
    <path
      className="route-line"
      data-chosen={chosen}
      d={line.path}
      strokeWidth={1.5 + 8 * step.strength}
      strokeOpacity={clearness(step)}
      strokeDasharray={step.cold ? '7 6' : undefined}
    />
  );
}

function Label({ edge, nodes, geometry }: LineProps) {
  const { chance } = useNumbers();
  const line = lineOf(edge, nodes, geometry);
  if (!line) return null;
  return (
    <text className="route-label" x={line.x} y={line.y + 4.5} textAnchor="middle">
      {chance(edge.step.strength)}
    </text>
  );
}

function NodeCard({ node, geometry, stands }: { readonly node: PictureNode; readonly geometry: Geometry; readonly stands: boolean }) {
  const nameOf = usePartyName();
  const name = nameOf(node.party);
  const x = geometry.left(node);
  const y = geometry.top(node);
  const lines = fitName(name, geometry.nodeWidth - 14, 13.5);
  return (
    <g className="route-node" data-stand={node.stand} data-chosen={stands}>
      <title>{name}</title>
      <rect x={x} y={y} width={geometry.nodeWidth} height={nodeHeight} rx={9} />
      {lines.map((line, place) => (
        <text key={line} x={x + geometry.nodeWidth / 2} y={y + nodeHeight / 2 + 5 + (place - (lines.length - 1) / 2) * 16} textAnchor="middle">
          {line}
        </text>
      ))}
    </g>
  );
}
