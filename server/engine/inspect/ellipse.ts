/** An ellipse: centre, half axes (`a` the longer one) and the angle of the longer axis in radians. */
export interface Ellipse {
  x: number
  y: number
  a: number
  b: number
  angle: number
}

/** Solves a small system of linear equations by elimination with pivots; null when it has no one solution. */
function solve(matrix: number[][], right: number[]): number[] | null {
  const size = right.length
  const rows = matrix.map((row, index) => [...row, right[index]!])
  for (let column = 0; column < size; column += 1) {
    let pivot = column
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    if (Math.abs(rows[pivot]![column]!) < 1e-9) return null
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue
      const factor = rows[row]![column]! / rows[column]![column]!
      if (factor === 0) continue
      for (let at = column; at <= size; at += 1) rows[row]![at]! -= factor * rows[column]![at]!
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!)
}

type UnitPoint = readonly [u: number, v: number]

/** The conic Au2 + Buv + Cv2 + Du + Ev = 1 through points (least squares), as an ellipse; null when it is another conic. */
function conicThrough(points: readonly UnitPoint[]): Ellipse | null {
  const matrix = Array.from({ length: 5 }, () => Array.from({ length: 5 }, () => 0))
  const right = [0, 0, 0, 0, 0]
  for (const [u, v] of points) {
    const row = [u * u, u * v, v * v, u, v]
    for (let first = 0; first < 5; first += 1) {
      right[first]! += row[first]!
      for (let second = 0; second < 5; second += 1) matrix[first]![second]! += row[first]! * row[second]!
    }
  }
  const solved = solve(matrix, right)
  if (!solved) return null
  const [A, B, C, D, E] = solved as [number, number, number, number, number]
  const discriminant = 4 * A * C - B * B
  if (discriminant <= 1e-9) return null
  const x = (B * E - 2 * C * D) / discriminant
  const y = (B * D - 2 * A * E) / discriminant
  const scale = 1 + A * x * x + B * x * y + C * y * y
  if (scale / (A + C) <= 0) return null
  const root = Math.hypot(A - C, B)
  const [low, high] = [(A + C - root) / 2 / scale, (A + C + root) / 2 / scale]
  if (low <= 0) return null
  // The longer axis lies where the form grows least.
  const angle = 0.5 * Math.atan2(B, A - C) + Math.PI / 2
  return { x, y, a: 1 / Math.sqrt(low), b: 1 / Math.sqrt(high), angle }
}

/** How far out a point is, 1 on the ellipse itself. */
export function shareOf({ x, y, a, b, angle }: Ellipse, px: number, py: number): number {
  const [dx, dy] = [px - x, py - y]
  const u = dx * Math.cos(angle) + dy * Math.sin(angle)
  const v = dy * Math.cos(angle) - dx * Math.sin(angle)
  return Math.hypot(u / a, v / b)
}

const rounds = 160
const tolerance = 0.03

/**
 * The ellipse on which most rays have an edge (RANSAC, Fischler and Bolles 1981, with a fixed sequence of chance, so that one picture has one answer), and
 * the share of rays that do. `edges` are distances from `around` on rays at equal angles, the outermost first.
 */
export function fitEllipse(
  edges: readonly (readonly number[])[],
  around: { x: number; y: number; radius: number },
): { ellipse: Ellipse; share: number } | null {
  const rays = edges.map((distances, index): UnitPoint[] => {
    const angle = (index * 2 * Math.PI) / edges.length
    return distances
      .slice(0, 5)
      .map((distance) => [(distance / around.radius) * Math.cos(angle), (distance / around.radius) * Math.sin(angle)])
  })
  const filled = rays.filter((points) => points.length > 0)
  if (filled.length < 0.6 * rays.length) return null
  let state = 12_345
  const chance = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 4_294_967_296
  }
  const plausible = ({ x, y, a, b }: Ellipse) => Math.hypot(x, y) < 0.4 && a < 1.4 && b > 0.45 && a / b < 1.75
  const onIt = (ellipse: Ellipse) =>
    filled.flatMap((points) => {
      const near = points.find(([u, v]) => Math.abs(shareOf(ellipse, u, v) - 1) < tolerance)
      return near ? [near] : []
    })
  let best: Ellipse | null = null
  let most: UnitPoint[] = []
  let worth = 0
  for (let round = 0; round < rounds; round += 1) {
    const start = chance()
    const sample = Array.from({ length: 6 }, (_, index) => {
      const ray = filled[Math.floor(((start + (index + 0.6 * chance()) / 6) % 1) * filled.length)]!
      return ray[chance() < 0.75 ? 0 : Math.floor(chance() * ray.length)]!
    })
    const ellipse = conicThrough(sample)
    if (!ellipse || !plausible(ellipse)) continue
    const points = onIt(ellipse)
    // Of equally good rings the largest is the rim.
    const value = points.length * (0.6 + 0.4 * Math.min(1.1, Math.sqrt(ellipse.a * ellipse.b)))
    if (value <= worth) continue
    best = ellipse
    most = points
    worth = value
  }
  if (!best) return null
  const refined = conicThrough(most)
  if (refined && plausible(refined)) {
    const points = onIt(refined)
    if (points.length >= most.length) {
      best = refined
      most = points
    }
  }
  const { radius } = around
  return {
    ellipse: {
      x: around.x + best.x * radius,
      y: around.y + best.y * radius,
      a: best.a * radius,
      b: best.b * radius,
      angle: best.angle,
    },
    share: most.length / rays.length,
  }
}
