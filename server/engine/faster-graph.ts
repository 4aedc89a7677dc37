import { keepHeadSmall, convolveBeforeDoubling } from './detector-graph.ts'
import { beside, filled, Graph, node } from './graph.ts'
import { float, integer, integers, integersOf, readOnnx, writeOnnx, type GraphNode } from './onnx-file.ts'

/** A convolution's weights times `scale`: all the millions of a model pass here when it is opened, most of them several times. */
function scaledWeights(graph: Graph, weights: string, scale: number): string {
  if (scale === 1) return weights
  const { dims, data } = graph.constant(weights)!
  const scaled = new Float32Array(data.length)
  for (let at = 0; at < data.length; at++) scaled[at] = data[at]! * scale
  return graph.add(scaled, dims)
}

/** A convolution's weights times `scale`, and its biases times `scale` plus `shift`: what comes after it done by itself. */
function rescale(graph: Graph, conv: GraphNode, scale: number, shift: number): void {
  const { dims } = graph.constant(conv.inputs[1])!
  const bias = graph.constant(conv.inputs[2])?.data ?? filled(dims[0]!, 0)
  conv.inputs = [
    conv.inputs[0]!,
    scaledWeights(graph, conv.inputs[1]!, scale),
    graph.add(
      bias.map((value) => value * scale + shift),
      [dims[0]!],
    ),
  ]
}

/** Scale and shift by one number each behind a convolution become part of its weights. */
function foldScales(graph: Graph): void {
  for (const conv of graph.nodes.filter(({ op }) => op === 'Conv')) {
    if (!graph.constant(conv.inputs[1])) continue
    for (const op of ['Mul', 'Add']) {
      const output = conv.outputs[0]!
      const next = graph.onlyUser(output, op)
      const value = next && graph.scalar(beside(next, output))
      if (!next || value === undefined) continue
      rescale(graph, conv, op === 'Mul' ? value : 1, op === 'Mul' ? 0 : value)
      conv.outputs = next.outputs
      graph.replace([next], next, [])
    }
  }
}

/** x * clip(x + 3, 0, 6) / 6, which ends in this division; its nodes, or null. */
function hardSwishOf(graph: Graph, division: GraphNode): { x: string; nodes: GraphNode[] } | null {
  const product = graph.makerOf(division.inputs[0])
  if (graph.scalar(division.inputs[1]) !== 6 || product?.op !== 'Mul') return null
  const clip = product.inputs.map((input) => graph.makerOf(input)).find((maker) => maker?.op === 'Clip')
  const sum = clip && graph.makerOf(clip.inputs[0])
  const x = clip && beside(product, clip.outputs[0]!)
  if (sum?.op !== 'Add' || !x || !sum.inputs.includes(x) || graph.scalar(beside(sum, x)) !== 3) return null
  return { x, nodes: [sum, clip, product, division] }
}

/** One number's scale and one's shift behind `output`, each when there is one. */
function scaleBehind(graph: Graph, output: string): { scale: number; shift: number; nodes: GraphNode[] } {
  const found = { scale: 1, shift: 0, nodes: [] as GraphNode[] }
  const product = graph.onlyUser(output, 'Mul')
  const scale = product && graph.scalar(beside(product, output))
  if (product && scale !== undefined) {
    found.scale = scale
    found.nodes.push(product)
  }
  const scaled = found.nodes[0]?.outputs[0] ?? output
  const sum = graph.onlyUser(scaled, 'Add')
  const shift = sum && graph.scalar(beside(sum, scaled))
  if (sum && shift !== undefined) {
    found.shift = shift
    found.nodes.push(sum)
  }
  return found
}

/** A convolution that takes each pixel of each channel by itself: a scale and a shift that keep to the blocked layout. */
function pointwise(
  graph: Graph,
  input: string,
  output: string,
  channels: number,
  scale: number,
  shift: number,
): GraphNode {
  const weights = graph.add(filled(channels, scale), [channels, 1, 1, 1])
  const biases = graph.add(filled(channels, shift), [channels])
  return node(
    'Conv',
    [input, weights, biases],
    output,
    integers('kernel_shape', [1, 1]),
    integers('strides', [1, 1]),
    integers('dilations', [1, 1]),
    integers('pads', [0, 0, 0, 0]),
    integer('group', channels),
  )
}

/** A convolution without padding can take over a shift of its input: it meets every weight at every place. */
function absorbs(graph: Graph, conv: GraphNode): boolean {
  return (
    conv.op === 'Conv' && integersOf(conv, 'pads').every((pad) => pad === 0) && Boolean(graph.constant(conv.inputs[1]))
  )
}

/** Scale and shift of a convolution's input taken over by it. */
function absorb(graph: Graph, conv: GraphNode, scale: number, shift: number): void {
  const { dims, data } = graph.constant(conv.inputs[1])!
  const bias = graph.constant(conv.inputs[2])?.data ?? filled(dims[0]!, 0)
  const each = data.length / dims[0]!
  const biases = bias.map((value, channel) => {
    let sum = 0
    for (let at = channel * each; at < (channel + 1) * each; at++) sum += data[at]!
    return value + shift * sum
  })
  conv.inputs = [conv.inputs[0]!, scaledWeights(graph, conv.inputs[1]!, scale), graph.add(biases, [dims[0]!])]
}

/** Hard-swish behind a convolution, with the scale and shift that follow it. */
function replaceHardSwish(graph: Graph): void {
  for (const division of graph.nodes.filter(({ op }) => op === 'Div')) {
    const swish = hardSwishOf(graph, division)
    const conv = swish && graph.makerOf(swish.x)
    const channels = conv?.op === 'Conv' ? graph.constant(conv.inputs[1])?.dims[0] : undefined
    if (!swish || channels === undefined) continue
    const behind = scaleBehind(graph, division.outputs[0]!)
    const last = behind.nodes.at(-1) ?? division
    const output = last.outputs[0]!
    const [copy, gate, product] = [graph.fresh(), graph.fresh(), graph.fresh()]
    const made = [
      // onnxruntime merges an activation into the convolution before it; the convolution is there for that alone.
      pointwise(graph, swish.x, copy, channels, 1, 0),
      node('HardSigmoid', [copy], gate, float('alpha', 1 / 6), float('beta', 0.5)),
      node('Mul', [swish.x, gate], product),
    ]
    const users = graph.usersOf(output)
    if (behind.nodes.length === 0 || users.every((user) => absorbs(graph, user))) {
      for (const user of users) if (behind.nodes.length > 0) absorb(graph, user, behind.scale, behind.shift)
      made[2]!.outputs = [output]
    } else made.push(pointwise(graph, product, output, channels, behind.scale, behind.shift))
    graph.replace([...swish.nodes, ...behind.nodes], last, made)
  }
}

/** x + x * gate becomes x * (gate + 1): the gate is one number a channel, x is a whole map. */
function mergeResidualGates(graph: Graph): void {
  for (const sum of graph.nodes.filter(({ op }) => op === 'Add')) {
    for (const [x, y] of [sum.inputs, sum.inputs.toReversed()]) {
      const product = graph.makerOf(y)
      const gate = product?.op === 'Mul' && product.inputs.includes(x!) ? beside(product, x!) : undefined
      if (!product || !gate || graph.makerOf(gate)?.op !== 'HardSigmoid' || graph.usersOf(y!).length > 1) continue
      const more = graph.fresh()
      graph.replace([product, sum], sum, [
        node('Add', [gate, graph.add(Float32Array.of(1), [1])], more),
        node('Mul', [x!, more], sum.outputs[0]!),
      ])
      break
    }
  }
}

/**
 * PP-OCR's exported graphs spend half their time outside the convolutions: hard-swish is four operators, the learnable scale and shift around
 * it four more, each a pass over memory, and onnxruntime leaves its blocked layout (NCHWc) for every one of them and comes back. The rewriting
 * here computes the same numbers (up to rounding) with operators that stay in that layout.
 * What is not recognised stays as it is.
 */
export function fasterGraph(bytes: Uint8Array): Uint8Array {
  const model = readOnnx(bytes)
  const graph = new Graph(model)
  foldScales(graph)
  replaceHardSwish(graph)
  mergeResidualGates(graph)
  keepHeadSmall(graph)
  convolveBeforeDoubling(graph)
  return writeOnnx(model)
}
