import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useEffectEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLook } from '../app/theme';
import { useWidth } from '../frame/width';
import { type Crowd, byRank, makeFinder } from './crowd';
import { Drawing } from './drawing';
import type { Circle } from './drawing';
import { paletteOf } from './paint';
import { type View, boxOf, fitted, moved, zoomed } from './view';

interface CrowdPictureProps {
  readonly crowd: Crowd;
  readonly circles: readonly Circle[];
  readonly chosen: number | undefined;
  readonly onChoose: (person: number | undefined) => void;
  readonly label: string;
}

/** How near the pointer must come to somebody, in points of the screen. */
const reach = 12;
const step = 60;

/** Everybody on a canvas: drag to move, wheel or two fingers to zoom, click to make somebody stand out. The table has the same facts. */
export function CrowdPicture({ crowd, circles, chosen, onChoose, label }: CrowdPictureProps) {
  const { t } = useTranslation();
  const look = useLook();
  const box = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing>(undefined);
  const helpId = useId();
  const width = useWidth(box);
  const height = width === undefined ? undefined : Math.round(Math.min(680, Math.max(340, width * 0.72)));
  const find = useMemo(() => makeFinder(crowd), [crowd]);
  const order = useMemo(() => byRank(crowd), [crowd]);
  const [hovered, setHovered] = useState<{ readonly person: number; readonly x: number; readonly y: number }>();

  const whole = useCallback(() => (width && height ? fitted(boxOf(circles), width, height, 22) : undefined), [circles, width, height]);
  useLayoutEffect(() => {
    if (!base.current || !over.current || !width || !height) return undefined;
    const made = new Drawing(base.current, over.current, { crowd, circles, order }, width, height);
    drawing.current = made;
    made.see(whole() ?? { scale: 1, x: 0, y: 0 });
    return () => made.end();
  }, [crowd, circles, order, width, height, whole]);
  useEffect(() => {
    if (box.current) drawing.current?.colour(paletteOf(box.current));
  }, [look, crowd, circles, width]);
  useEffect(() => drawing.current?.choose(chosen), [chosen, crowd, circles, width]);

  const see = (change: (view: View) => View) => drawing.current && drawing.current.see(change(drawing.current.view));
  useWheel(over, (factor, x, y) => see((view) => zoomed(view, factor, x, y)));
  const hand = useHand({
    onMove: (x, y) => {
      setHovered(undefined);
      see((view) => moved(view, x, y));
    },
    onZoom: (factor, x, y) => see((view) => zoomed(view, factor, x, y)),
    onHover: (x, y) => {
      const person = at(x, y);
      setHovered(person === undefined ? undefined : { person, x, y });
    },
    onTap: (x, y) => onChoose(at(x, y)),
  });
  const at = (x: number, y: number): number | undefined => {
    const view = drawing.current?.view;
    return view && find((x - view.x) / view.scale, (y - view.y) / view.scale, reach / view.scale);
  };
  const middle = [(width ?? 0) / 2, (height ?? 0) / 2] as const;
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const move = moves[event.key];
    if (move) see((view) => moved(view, ...move));
    else if (event.key === '+' || event.key === '=') see((view) => zoomed(view, 1.4, ...middle));
    else if (event.key === '-') see((view) => zoomed(view, 1 / 1.4, ...middle));
    else if (event.key === '0') see((view) => whole() ?? view);
    else if (event.key === 'Escape') onChoose(undefined);
    else return;
    event.preventDefault();
  };
  const told = hovered !== undefined && hovered.person < crowd.n ? hovered : undefined;
  return (
    <div className="crowd">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys move and zoom the picture */}
      <div
        ref={box}
        className="crowd-ground"
        style={{ blockSize: height }}
        data-chosen={chosen !== undefined}
        role="application"
        aria-label={label}
        aria-describedby={helpId}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- moved and zoomed by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <canvas ref={base} aria-hidden="true" />
        <canvas ref={over} aria-hidden="true" data-over={told !== undefined} {...hand} onPointerLeave={() => setHovered(undefined)} />
        {told !== undefined && told.person !== chosen && <Tip crowd={crowd} {...told} />}
      </div>
      <div className="crowd-tools">
        <button type="button" aria-label={t('network.zoomIn')} onClick={() => see((view) => zoomed(view, 1.4, ...middle))}>
          +
        </button>
        <button type="button" aria-label={t('network.zoomOut')} onClick={() => see((view) => zoomed(view, 1 / 1.4, ...middle))}>
          −
        </button>
        <button type="button" onClick={() => see((view) => whole() ?? view)}>
          {t('network.fit')}
        </button>
        <span className="faint" id={helpId}>
          {t('network.help')}
        </span>
      </div>
    </div>
  );
}

function Tip({ crowd, person, x, y }: { readonly crowd: Crowd; readonly person: number; readonly x: number; readonly y: number }) {
  const { t } = useTranslation();
  const unit = crowd.units[person];
  return (
    <div className="crowd-tip" style={{ left: x, top: y }}>
      <strong>{crowd.names[person] ?? (unit ? t('values.masked', { department: unit }) : t('values.maskedNowhere'))}</strong>
      {crowd.names[person] && unit && <span>{unit}</span>}
    </div>
  );
}

/** The wheel zooms; the page must not scroll meanwhile, which only a listener that is not passive can say. */
function useWheel(canvas: React.RefObject<HTMLCanvasElement | null>, onZoom: (factor: number, x: number, y: number) => void): void {
  const zoom = useEffectEvent(onZoom);
  useEffect(() => {
    const node = canvas.current;
    if (!node) return undefined;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      zoom(Math.exp(Math.max(-120, Math.min(120, -event.deltaY * lines)) / 400), event.offsetX, event.offsetY);
    };
    node.addEventListener('wheel', turn, { passive: false });
    return () => node.removeEventListener('wheel', turn);
  }, [canvas]);
}

interface Hand {
  readonly onMove: (x: number, y: number) => void;
  readonly onZoom: (factor: number, x: number, y: number) => void;
  readonly onHover: (x: number, y: number) => void;
  readonly onTap: (x: number, y: number) => void;
}

function place(event: PointerEvent): { readonly x: number; readonly y: number } {
  return { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY };
}

/** One pointer moves, two zoom, one that stays where it was taps. */
function useHand({ onMove, onZoom, onHover, onTap }: Hand) {
  const down = useRef(new Map<number, { x: number; y: number }>());
  const travelled = useRef(0);
  const end = (event: PointerEvent, taps: boolean) => {
    const was = down.current.delete(event.pointerId);
    const { x, y } = place(event);
    if (taps && was && down.current.size === 0 && travelled.current < 5) onTap(x, y);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      if (down.current.size === 0) travelled.current = 0;
      down.current.set(event.pointerId, place(event));
    },
    onPointerMove: (event: PointerEvent) => {
      const [before, now] = [down.current.get(event.pointerId), place(event)];
      if (!before) return onHover(now.x, now.y);
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const span = (one: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y);
        onZoom(span(now) / Math.max(1, span(before)), (now.x + other.x) / 2, (now.y + other.y) / 2);
        travelled.current += 5;
      } else {
        onMove(now.x - before.x, now.y - before.y);
        travelled.current += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      }
      down.current.set(event.pointerId, now);
      return undefined;
    },
    onPointerUp: (event: PointerEvent) => end(event, true),
    onPointerCancel: (event: PointerEvent) => end(event, false),
  };
}
