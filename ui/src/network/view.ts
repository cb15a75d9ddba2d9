/** How the plane of the map lies on the screen: a point p is shown at `p · scale + (x, y)`. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The room that circles take. */
export function boxOf(circles: Iterable<{ readonly x: number; readonly y: number; readonly radius: number }>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, radius } of circles) {
    left = Math.min(left, x - radius);
    top = Math.min(top, y - radius);
    right = Math.max(right, x + radius);
    bottom = Math.max(bottom, y + radius);
  }
  return left <= right ? { left, top, right, bottom } : { left: -1, top: -1, right: 1, bottom: 1 };
}

/** The view that shows a box whole, in the middle, with a rim around it. */
export function fitted(box: Box, width: number, height: number, rim = 14): View {
  const scale = Math.min(Math.max(1, width - 2 * rim) / (box.right - box.left), Math.max(1, height - 2 * rim) / (box.bottom - box.top));
  return { scale, x: width / 2 - (scale * (box.left + box.right)) / 2, y: height / 2 - (scale * (box.top + box.bottom)) / 2 };
}

export function moved(view: View, x: number, y: number): View {
  return { ...view, x: view.x + x, y: view.y + y };
}

export const scales = { least: 0.5, most: 80 } as const;

/** Larger or smaller by a factor; the point at (x, y) of the screen stays where it is. */
export function zoomed(view: View, factor: number, x: number, y: number): View {
  const scale = Math.min(scales.most, Math.max(scales.least, view.scale * factor));
  const share = scale / view.scale;
  return { scale, x: x - share * (x - view.x), y: y - share * (y - view.y) };
}
