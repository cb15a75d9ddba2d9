import { Background, Controls, type NodeChange, ReactFlow, ReactFlowProvider, applyNodeChanges, useReactFlow } from '@xyflow/react';
import type { TFunction } from 'i18next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLook } from '../app/theme';
import '@xyflow/react/dist/base.css';
import type { Chart } from './chart';
import { type Layout, type Spot, card, legible } from './layout';
import { Arrows, type MapEdge, MapLine } from './MapLine';
import { type CardNode, type GhostNode, GhostSeat, PersonCard } from './PersonCard';

const nodeTypes = { person: PersonCard, ghost: GhostSeat };
const edgeTypes = { line: MapLine };
const fit = { padding: 0.03, minZoom: legible, maxZoom: 1.25 };

type AnyNode = CardNode | GhostNode;

interface PowerMapProps {
  readonly chart: Chart;
  readonly layout: Layout;
  /** Where the reader put cards by hand. */
  readonly moved: ReadonlyMap<string, Spot>;
  readonly reach: ReadonlyMap<string, number>;
  readonly who: string | undefined;
  readonly onWho: (key: string | undefined) => void;
  readonly onMoved: (key: string, spot: Spot) => void;
  readonly onFold: (key: string, fold: boolean) => void;
}

/** The map itself: cards by reporting lines, the other lines under them; selecting a person quiets the rest. */
export function PowerMap(props: PowerMapProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ chart, layout, moved, reach, who, onWho, onMoved, onFold }: PowerMapProps) {
  const { t } = useTranslation();
  const look = useLook();
  const flow = useReactFlow();
  const near = useMemo(() => neighbours(chart, who), [chart, who]);
  const wanted = useMemo(() => nodesOf({ chart, layout, moved, reach, who, near, onFold, t }), [chart, layout, moved, reach, who, near, onFold, t]);
  const [nodes, setNodes] = useState<AnyNode[]>(wanted);
  useEffect(() => {
    // What the library measured stays, so that nothing is drawn twice.
    setNodes((before) => {
      const known = new Map(before.map((node) => [node.id, node]));
      return wanted.map((node): AnyNode => ({ ...known.get(node.id), ...node }) as AnyNode);
    });
  }, [wanted]);
  const edges = useMemo(() => edgesOf(chart, layout, who), [chart, layout, who]);
  useEffect(() => {
    void flow.fitView(fit);
  }, [flow, layout]);

  // While a card is dragged this renders for every frame: what the library is handed stays the same where nothing changed.
  const onNodesChange = useCallback(
    (changes: NodeChange<AnyNode>[]) => {
      setNodes((before) => applyNodeChanges(changes.filter(({ type }) => type !== 'select'), before));
      for (const change of changes) if (change.type === 'select' && change.selected) onWho(change.id);
    },
    [onWho],
  );
  const onNodeDragStop = useCallback((_: unknown, node: AnyNode) => onMoved(node.id, node.position), [onMoved]);
  const onPaneClick = useCallback(() => onWho(undefined), [onWho]);
  const words = useMemo(
    () => ({
      'node.a11yDescription.default': t('map.keys'),
      'node.a11yDescription.keyboardDisabled': t('map.keys'),
      'node.a11yDescription.ariaLiveMessage': () => t('map.movedCard'),
      'edge.a11yDescription.default': '',
      'controls.ariaLabel': t('map.controls'),
      'controls.zoomIn.ariaLabel': t('map.zoomIn'),
      'controls.zoomOut.ariaLabel': t('map.zoomOut'),
      'controls.fitView.ariaLabel': t('map.fit'),
    }),
    [t],
  );

  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      onNodeDragStop={onNodeDragStop}
      onPaneClick={onPaneClick}
      colorMode={look}
      fitView
      fitViewOptions={fit}
      minZoom={0.15}
      maxZoom={2}
      nodesConnectable={false}
      edgesFocusable={false}
      elevateNodesOnSelect={false}
      deleteKeyCode={null}
      ariaLabelConfig={words}
    >
      <Arrows />
      <Background gap={24} />
      <Controls showInteractive={false} position="bottom-left" fitViewOptions={fit} />
    </ReactFlow>
  );
}

/** A person and everybody with a line to them. */
function neighbours({ lines }: Chart, who: string | undefined): ReadonlySet<string> | undefined {
  if (who === undefined) return undefined;
  return new Set([who, ...lines.filter(({ from, to }) => from === who || to === who).flatMap(({ from, to }) => [from, to])]);
}

interface NodesOf {
  readonly chart: Chart;
  readonly layout: Layout;
  readonly moved: ReadonlyMap<string, Spot>;
  readonly reach: ReadonlyMap<string, number>;
  readonly who: string | undefined;
  readonly near: ReadonlySet<string> | undefined;
  readonly onFold: (key: string, fold: boolean) => void;
  readonly t: TFunction;
}

function nodesOf({ chart, layout, moved, reach, who, near, onFold, t }: NodesOf): AnyNode[] {
  const people = chart.people.flatMap((person): CardNode[] => {
    const spot = layout.spots.get(person.key);
    if (!spot) return [];
    const foldable = layout.foldable.has(person.key);
    const folded = layout.folded.get(person.key);
    return [
      {
        id: person.key,
        type: 'person',
        position: moved.get(person.key) ?? spot,
        width: card.width,
        height: card.height,
        selected: person.key === who,
        ariaLabel: [person.name, person.role && t(`values.role.${person.role as 'USER'}`), person.stance === undefined ? t('values.stance.UNKNOWN') : `${t('map.attitude')} ${person.stance}`].filter(Boolean).join(', '),
        data: {
          person,
          reach: reach.get(person.key),
          folded,
          onFold: foldable ? () => onFold(person.key, folded === undefined) : undefined,
          quiet: near !== undefined && !near.has(person.key),
        },
      },
    ];
  });
  const ghosts = chart.missing.map((role, seat): GhostNode => ({
    id: `ghost-${role}`,
    type: 'ghost',
    position: layout.ghosts[seat] ?? { x: 0, y: 0 },
    width: card.width,
    height: card.height,
    draggable: false,
    selectable: false,
    focusable: false,
    data: { role },
  }));
  return [...people, ...ghosts];
}

function edgesOf(chart: Chart, layout: Layout, who: string | undefined): MapEdge[] {
  const lines = chart.lines.toSorted((a, b) => Number(a.from === who || a.to === who) - Number(b.from === who || b.to === who));
  return lines
    .filter(({ from, to }) => layout.spots.has(from) && layout.spots.has(to))
    .map((line, place) => {
      const lifted = line.from === who || line.to === who;
      return {
        id: `${line.kind} ${line.from} ${line.to} ${place}`,
        type: 'line',
        source: line.from,
        target: line.to,
        focusable: false,
        selectable: false,
        domAttributes: { 'aria-hidden': true },
        data: { line, lifted, quiet: who !== undefined && !lifted },
      };
    });
}
