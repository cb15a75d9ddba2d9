import { card, type Spot } from './layout';

/** The elbow from a manager to a report: from above where they stand side by side, from the left where they hang in a list. */
export function elbow(manager: Spot, report: Spot): string {
  const inward = report.x - manager.x;
  if (inward > 0 && inward <= 40 && report.y > manager.y) {
    const x = manager.x + 12;
    return `M${x} ${manager.y + card.height}V${report.y + card.height / 2}H${report.x}`;
  }
  const x1 = manager.x + card.width / 2;
  const y1 = manager.y + card.height;
  const x2 = report.x + card.width / 2;
  const middle = (y1 + report.y) / 2;
  return `M${x1} ${y1}V${middle}H${x2}V${report.y}`;
}

/** Where the straight line from the middle of one card towards a point leaves the card, with a little air. */
function border(spot: Spot, towards: Spot): Spot {
  const middle = { x: spot.x + card.width / 2, y: spot.y + card.height / 2 };
  const dx = towards.x - middle.x;
  const dy = towards.y - middle.y;
  const share = Math.min(dx === 0 ? Infinity : (card.width / 2 + 4) / Math.abs(dx), dy === 0 ? Infinity : (card.height / 2 + 4) / Math.abs(dy), 1);
  return { x: middle.x + dx * share, y: middle.y + dy * share };
}

/** A bent line from card to card, and its middle. Lines there and back bend to different sides. */
export function bow(from: Spot, to: Spot): { readonly path: string; readonly middle: Spot } {
  const a = { x: from.x + card.width / 2, y: from.y + card.height / 2 };
  const b = { x: to.x + card.width / 2, y: to.y + card.height / 2 };
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const bend = Math.min(46, length * 0.16);
  const knee = { x: (a.x + b.x) / 2 - ((b.y - a.y) / length) * bend, y: (a.y + b.y) / 2 + ((b.x - a.x) / length) * bend };
  const start = border(from, knee);
  const end = border(to, knee);
  return {
    path: `M${start.x} ${start.y}Q${knee.x} ${knee.y} ${end.x} ${end.y}`,
    middle: { x: (start.x + 2 * knee.x + end.x) / 4, y: (start.y + 2 * knee.y + end.y) / 4 },
  };
}
