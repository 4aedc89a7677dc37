/** Signs that print alike or nearly so: what tells them apart is no sign of another text. */
const alike: Readonly<Record<string, string>> = {
  '。': '.',
  '、': ',',
  '，': ',',
  '：': ':',
  '；': ';',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '–': '-',
  '‐': '-',
  '−': '-',
  '·': '.',
  '•': '.',
  '¥': '￥',
  O: '0',
  o: '0',
  I: '1',
  l: '1',
}

/** What a sign is compared by: full- and half-width forms and look-alikes are one. */
export function foldedSign(sign: string): string {
  const normal = sign.normalize('NFKC')
  return alike[normal] ?? alike[sign] ?? normal.toLowerCase()
}

/** For each sign of `first` the index in `second` of the sign that stands for it, or -1 where there is none, along a cheapest way to turn one into the other. */
export function alignSigns(first: readonly string[], second: readonly string[]): { pairs: number[]; distance: number } {
  const [rows, columns] = [first.length + 1, second.length + 1]
  const costs = new Uint16Array(rows * columns)
  for (let column = 0; column < columns; column += 1) costs[column] = column
  for (let row = 1; row < rows; row += 1) {
    costs[row * columns] = row
    for (let column = 1; column < columns; column += 1) {
      const at = row * columns + column
      const change = first[row - 1] === second[column - 1] ? 0 : 1
      costs[at] = Math.min(costs[at - columns - 1]! + change, costs[at - columns]! + 1, costs[at - 1]! + 1)
    }
  }
  const pairs = first.map(() => -1)
  let [row, column] = [first.length, second.length]
  while (row > 0 && column > 0) {
    const at = row * columns + column
    const change = first[row - 1] === second[column - 1] ? 0 : 1
    if (costs[at] === costs[at - columns - 1]! + change) {
      pairs[row - 1] = column - 1
      row -= 1
      column -= 1
    } else if (costs[at] === costs[at - columns]! + 1) row -= 1
    else column -= 1
  }
  return { pairs, distance: costs.at(-1)! }
}
