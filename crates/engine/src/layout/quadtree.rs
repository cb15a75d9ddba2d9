//! Who pushes whom, with far groups taken as one.

use super::Point;

/// A square of points, in four quarters.
#[derive(Debug, Clone, Copy, Default)]
struct Square {
    /// How many points.
    mass: f64,
    /// Their sum.
    sum: Point,
    /// The first of its four quarters; 0 for none.
    quarters: u32,
}

/// Points in squares of squares. Rebuilt for each round over the same memory.
#[derive(Debug, Default)]
pub(super) struct Quadtree {
    squares: Vec<Square>,
    middle: Point,
    half: f64,
}

/// Points nearer to each other than 2⁻³² of the whole are taken as one.
const DEEPEST: u32 = 32;
/// A square pushes as one where its side is less than so much of its distance.
const FAR: f64 = 0.9;

impl Quadtree {
    /// Takes in points.
    pub(super) fn build(&mut self, points: &[Point]) {
        let (mut low, mut high) = (Point { x: f64::MAX, y: f64::MAX }, Point { x: f64::MIN, y: f64::MIN });
        for point in points {
            low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
            high = Point { x: high.x.max(point.x), y: high.y.max(point.y) };
        }
        self.middle = Point { x: (low.x + high.x) / 2.0, y: (low.y + high.y) / 2.0 };
        self.half = f64::max(high.x - low.x, high.y - low.y) / 2.0;
        self.squares.clear();
        self.squares.push(Square::default());
        points.iter().for_each(|point| self.add(*point));
    }

    fn add(&mut self, point: Point) {
        let (mut at, mut middle, mut half) = (0usize, self.middle, self.half);
        for depth in 0.. {
            let Square { mass, sum, quarters } = self.squares[at];
            self.squares[at].mass += 1.0;
            self.squares[at].sum.x += point.x;
            self.squares[at].sum.y += point.y;
            if mass == 0.0 || depth == DEEPEST {
                return;
            }
            if quarters == 0 {
                // Who was alone here goes down first.
                let first = self.squares.len();
                self.squares.resize(first + 4, Square::default());
                self.squares[at].quarters = first as u32;
                let (quarter, ..) = below(sum, middle, half);
                self.squares[first + quarter] = Square { mass, sum, quarters: 0 };
            }
            let (quarter, its_middle, its_half) = below(point, middle, half);
            (at, middle, half) = (self.squares[at].quarters as usize + quarter, its_middle, its_half);
        }
    }

    /// The sum of 1/d away from all points, for the one that is here itself.
    pub(super) fn push(&self, point: Point) -> Point {
        let mut pushed = Point::default();
        // Squares that are still to be looked at, with their sides.
        let mut waiting = vec![(0u32, 2.0 * self.half)];
        while let Some((at, side)) = waiting.pop() {
            let square = &self.squares[at as usize];
            if square.mass == 0.0 {
                continue;
            }
            let centre = Point { x: square.sum.x / square.mass, y: square.sum.y / square.mass };
            let away = point.minus(centre);
            let squared = away.squared();
            if square.quarters == 0 || side * side < FAR * FAR * squared {
                if squared > 0.0 {
                    pushed.x += square.mass * away.x / squared;
                    pushed.y += square.mass * away.y / squared;
                }
            } else {
                waiting.extend((square.quarters..square.quarters + 4).map(|quarter| (quarter, side / 2.0)));
            }
        }
        pushed
    }
}

/// In which quarter of a square a point is, and the middle and half side of that quarter.
fn below(point: Point, middle: Point, half: f64) -> (usize, Point, f64) {
    let (right, down, half) = (point.x >= middle.x, point.y >= middle.y, half / 2.0);
    let middle = Point {
        x: if right { middle.x + half } else { middle.x - half },
        y: if down { middle.y + half } else { middle.y - half },
    };
    (usize::from(right) + 2 * usize::from(down), middle, half)
}
