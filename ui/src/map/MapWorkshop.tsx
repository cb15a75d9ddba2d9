import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWidth } from '../frame/width';
import { useNumbers } from '../values/numbers';
import type { Chart } from './chart';
import { drawingOf } from './drawing';
import { csvFile, pdfFile, pngFile, save, svgFile } from './files';
import { type Spot, layOut } from './layout';
import { useMapPlace } from './MapScreen';
import { MapSide } from './MapSide';
import { MapTable, rowsOf } from './MapTable';
import { keepMoved, movedSpots } from './moved';
import { PowerMap } from './PowerMap';

interface MapWorkshopProps {
  /** What the map is kept under in the browser. */
  readonly map: string;
  readonly title: string;
  readonly chart: Chart;
  readonly reach: ReadonlyMap<string, number>;
  readonly opportunity?: string;
}

/** How high the map is, so that its legend is still on the screen. */
function heightOfRoom(): number {
  return Math.min(900, Math.max(420, innerHeight - 270));
}

/** A map with its tools: as a picture or as a table, to move, to fold, to export, with the selected person beside it. */
export function MapWorkshop({ map, title, chart, reach, opportunity }: MapWorkshopProps) {
  const { t } = useTranslation();
  const { who, table, change } = useMapPlace();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [roomHeight] = useState(heightOfRoom);
  const [moved, setMoved] = useState(() => movedSpots(map));
  const room = width === undefined ? undefined : Math.max(320, width);
  const layout = useMemo(() => (room === undefined ? undefined : layOut(chart, { width: room * 0.95, height: roomHeight * 0.95 }, folds)), [chart, room, roomHeight, folds]);
  const keep = useCallback(
    (next: (spots: ReadonlyMap<string, Spot>) => ReadonlyMap<string, Spot>) => {
      // What is kept is read again, so that a card moved in another tab is not put back.
      const spots = next(movedSpots(map));
      keepMoved(map, spots);
      setMoved(spots);
    },
    [map],
  );
  const onMoved = useCallback((key: string, spot: Spot) => keep((spots) => new Map(spots).set(key, spot)), [keep]);
  const onFold = useCallback((key: string, fold: boolean) => setFolds((before) => new Map(before).set(key, fold)), []);
  const onWho = useCallback((key: string | undefined) => change({ who: key }), [change]);
  const selected = chart.people.find(({ key }) => key === who);
  return (
    <>
      <div className="map-tools" role="group" aria-label={t('map.tools')}>
        <button type="button" aria-pressed={!table} onClick={() => change({ view: undefined })}>
          {t('map.asPicture')}
        </button>
        <button type="button" aria-pressed={table} onClick={() => change({ view: 'table' })}>
          {t('map.asTable')}
        </button>
        {layout && <Exports {...{ title, chart, reach, moved, layout }} />}
        {moved.size > 0 && (
          <button type="button" onClick={() => keep(() => new Map())}>
            {t('map.reset')}
          </button>
        )}
      </div>
      <div className="map-columns" data-side={selected !== undefined}>
        <div ref={box}>
          {table ? (
            <MapTable chart={chart} reach={reach} who={who} onWho={onWho} />
          ) : (
            layout && (
              <>
                <div className="map-canvas" style={{ blockSize: roomHeight }}>
                  <PowerMap
                    {...{ chart, layout, moved, reach }}
                    who={selected?.key}
                    onWho={onWho}
                    onMoved={onMoved}
                    onFold={onFold}
                  />
                </div>
                <Legend folded={layout.folded.size > 0} />
              </>
            )
          )}
        </div>
        {selected && <MapSide person={selected} chart={chart} reach={reach.get(selected.key)} opportunity={opportunity} onWho={onWho} />}
      </div>
    </>
  );
}

type ExportsProps = Pick<MapWorkshopProps, 'title' | 'chart' | 'reach'> & { readonly moved: ReadonlyMap<string, Spot>; readonly layout: ReturnType<typeof layOut> };

/** The map as it stands, for other programs and for paper. */
function Exports({ title, chart, reach, moved, layout }: ExportsProps) {
  const { t } = useTranslation();
  const { chance, signed } = useNumbers();
  const [fault, setFault] = useState<string>();
  const draw = () =>
    drawingOf(chart, layout, moved, reach, {
      title,
      role: (role) => t(`values.role.${role as 'USER'}`),
      sign: signed,
      chance,
      veto: t('map.vetoShort'),
      approve: t('map.approveShort'),
      ghost: t('map.ghost'),
    });
  const csv = () =>
    csvFile([
      [t('map.person'), t('map.post'), t('map.role'), t('map.manager'), t('map.attitude'), t('map.veto'), t('map.approve'), t('map.weight'), t('map.reach'), t('map.influencedBy'), t('map.conflicts')],
      ...rowsOf(chart, reach).map((row) => [
        row.name,
        row.post,
        row.role ? t(`values.role.${row.role as 'USER'}`) : '',
        row.manager,
        row.stance === undefined ? '' : String(row.stance),
        row.veto ? t('values.yesNo.YES') : '',
        row.approve ? t('values.yesNo.YES') : '',
        row.weight === undefined ? '' : String(row.weight),
        row.reach === undefined ? '' : String(row.reach),
        row.influencedBy.map(({ name, strength }) => (strength === undefined ? name : `${name} ${strength}`)).join('; '),
        row.conflicts.join('; '),
      ]),
    ]);
  const files = { SVG: () => svgFile(draw()), PNG: () => pngFile(draw()), PDF: () => pdfFile(draw()), CSV: csv } as const;
  const hand = async (kind: keyof typeof files) => {
    try {
      save(`${title}.${kind.toLowerCase()}`, await files[kind]());
      setFault(undefined);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <span className="map-exports">
        <span className="faint">{t('map.export')}</span>
        {(Object.keys(files) as (keyof typeof files)[]).map((kind) => (
          <button key={kind} type="button" className="quiet" onClick={() => void hand(kind)}>
            {kind}
          </button>
        ))}
        <button type="button" className="quiet" onClick={() => print()}>
          {t('map.print')}
        </button>
      </span>
      {fault && (
        <span role="alert" className="notice" data-tone="bad">
          {fault}
        </span>
      )}
    </>
  );
}

function Legend({ folded }: { readonly folded: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className="map-legend">
      <li data-sign="for">{t('map.legend.for')}</li>
      <li data-sign="against">{t('map.legend.against')}</li>
      <li data-sign="neutral">{t('map.legend.neutral')}</li>
      <li data-sign="influence">{t('map.legend.influence')}</li>
      <li data-sign="conflict">{t('map.legend.conflict')}</li>
      <li data-sign="ghost">{t('map.legend.ghost')}</li>
      <li>{t('map.legend.marks')}</li>
      {folded && <li>{t('map.legend.folded')}</li>}
    </ul>
  );
}
