import type { Crowd } from './crowd';
import { type Palette, paintChosen, paintCircles, paintLines, paintNames, paintPeople } from './paint';
import type { View } from './view';

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly name: string;
}

export interface Shown {
  readonly crowd: Crowd;
  readonly circles: readonly Circle[];
  /** Everybody, by what counts. */
  readonly order: readonly number[];
}

/** So much beyond each side of the canvas is drawn ahead, as a share of it. */
const ahead = 0.25;
/** Still for so long, and everything is drawn anew. */
const stillMs = 120;

/**
 * Draws a crowd on two canvases: everybody below, who stands out above.
 *
 * Drawing all lines takes many times longer than a frame may. So everything is drawn once, somewhat beyond the edges, into a bitmap; while
 * the view moves only that is moved, and where it does not reach there are people without lines. Once the view has been
 * still for a moment everything is drawn anew.
 */
export class Drawing {
  view: View = { scale: 1, x: 0, y: 0 };
  private readonly bitmap = document.createElement('canvas');
  private bitmapView: View | undefined;
  private palette: Palette | undefined;
  private chosen: number | undefined;
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly base: HTMLCanvasElement,
    private readonly over: HTMLCanvasElement,
    private readonly shown: Shown,
    private readonly width: number,
    private readonly height: number,
  ) {
    for (const canvas of [base, over]) this.size(canvas, width, height);
    this.size(this.bitmap, width * (1 + 2 * ahead), height * (1 + 2 * ahead));
  }

  private size(canvas: HTMLCanvasElement, width: number, height: number): void {
    const dense = Math.min(2, devicePixelRatio);
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    canvas.style.inlineSize = `${width}px`;
    canvas.style.blockSize = `${height}px`;
    canvas.getContext('2d')?.setTransform(dense, 0, 0, dense, 0, 0);
  }

  /** Shows another part, or larger or smaller. */
  see(view: View): void {
    this.view = view;
    this.soon();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.anew(), this.bitmapView ? stillMs : 0);
  }

  colour(palette: Palette): void {
    this.palette = palette;
    this.anew();
  }

  /** Makes somebody stand out, and lets the rest fade. */
  choose(person: number | undefined): void {
    this.chosen = person;
    this.soon();
  }

  end(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
  }

  private anew(): void {
    this.bitmapView = undefined;
    this.soon();
  }

  private soon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const [base, over] = [this.base.getContext('2d'), this.over.getContext('2d')];
    if (!base || !over || !this.palette) return;
    const { view, width, height, palette } = this;
    const { crowd } = this.shown;
    const was = this.bitmapView ?? this.everything(palette);
    const grown = view.scale / was.scale;
    const [left, top] = [view.x - grown * was.x, view.y - grown * was.y];
    const [wide, high] = [width * (1 + 2 * ahead) * grown, height * (1 + 2 * ahead) * grown];
    base.clearRect(0, 0, width, height);
    base.drawImage(this.bitmap, left, top, wide, high);
    if (left > 0 || top > 0 || left + wide < width || top + high < height) {
      base.save();
      base.beginPath();
      base.rect(0, 0, width, height);
      base.rect(left, top, wide, high);
      base.clip('evenodd');
      paintPeople(base, crowd, view, palette);
      base.restore();
    }
    over.clearRect(0, 0, width, height);
    if (this.chosen !== undefined && this.chosen < crowd.n) paintChosen(over, crowd, view, palette, this.chosen);
    this.base.dataset['drawn'] = String(Number(this.base.dataset['drawn'] ?? 0) + 1);
  }

  /** Draws all there is into the bitmap, as the view is now. */
  private everything(palette: Palette): View {
    const view = { ...this.view, x: this.view.x + ahead * this.width, y: this.view.y + ahead * this.height };
    const canvas = this.bitmap.getContext('2d');
    if (canvas) {
      const { crowd, circles, order } = this.shown;
      canvas.clearRect(0, 0, this.bitmap.width, this.bitmap.height);
      paintLines(canvas, crowd, view, palette);
      paintPeople(canvas, crowd, view, palette);
      paintCircles(canvas, circles, view, palette);
      paintNames(canvas, crowd, view, palette, order);
    }
    this.bitmapView = view;
    return view;
  }
}
