import {
  float,
  floatOf,
  integer,
  integers,
  integersOf,
  readOnnx,
  writeOnnx,
  type Constant,
  type GraphNode,
} from './onnx-file.ts'
import type { OnnxModel } from './onnx-file.ts'

/**
 * PP-OCR's exported graphs spend half their time outside the convolutions: hard-swish is four operators, the learnable scale and shift around
 * it four more, each a pass over memory, and onnxruntime leaves its blocked layout (NCHWc) for every one of them and comes back. The rewriting
 * below computes the same numbers (up to rounding) with operators that stay in that layout.
 */
class Graph {
  readonly #model: OnnxModel
  #count = 0
  #index: { makers: Map<string, GraphNode>; users: Map<string, GraphNode[]> } | null = null

  constructor(model: OnnxModel) {
    this.#model = model
  }

  get nodes(): readonly GraphNode[] {
    return this.#model.nodes
  }

  constant(name: string | undefined): Constant | undefined {
    return name === undefined ? undefined : this.#model.constants.get(name)
  }

  /** The one number of a constant. */
  scalar(name: string | undefined): number | undefined {
    const constant = this.constant(name)
    return constant?.data.length === 1 ? constant.data[0] : undefined
  }

  makerOf(name: string | undefined): GraphNode | undefined {
    return name === undefined ? undefined : this.#indexed().makers.get(name)
  }

  usersOf(name: string): readonly GraphNode[] {
    return this.#indexed().users.get(name) ?? []
  }

  /** Who makes and who uses each value, until the graph is changed. */
  #indexed(): { makers: Map<string, GraphNode>; users: Map<string, GraphNode[]> } {
    if (this.#index) return this.#index
    const makers = new Map<string, GraphNode>()
    const users = new Map<string, GraphNode[]>()
    for (const maker of this.#model.nodes) {
      for (const output of maker.outputs) makers.set(output, maker)
      for (const input of new Set(maker.inputs)) users.set(input, [...(users.get(input) ?? []), maker])
    }
    this.#index = { makers, users }
    return this.#index
  }

  /** The only node that uses a value, when it is of this operator and the value is not given back. */
  onlyUser(name: string, op: string): GraphNode | undefined {
    const users = this.usersOf(name)
    return users.length === 1 && users[0]!.op === op && !this.#model.outputs.includes(name) ? users[0] : undefined
  }

  add(data: Float32Array, dims: number[]): string {
    const name = `fieldproof.${this.#count++}`
    this.#model.constants.set(name, { dims, data })
    return name
  }

  /** Puts new nodes where `last` stood and takes away the nodes that they stand for. */
  replace(gone: readonly GraphNode[], last: GraphNode, nodes: readonly GraphNode[]): void {
    const { nodes: all } = this.#model
    this.#index = null
    all.splice(all.indexOf(last), 1, ...nodes)
    for (const node of gone) if (node !== last) all.splice(all.indexOf(node), 1)
  }

  fresh(): string {
    return `fieldproof.${this.#count++}`
  }
}

const node = (op: string, inputs: string[], output: string, ...attributes: [string, Uint8Array][]): GraphNode => ({
  op,
  inputs,
  outputs: [output],
  attributes: new Map(attributes),
})

/** A node's other input when one of its two is `name`. */
const beside = ({ inputs }: GraphNode, name: string) => (inputs[0] === name ? inputs[1] : inputs[0])

const filled = (length: number, value: number) => new Float32Array(length).fill(value)

/** A convolution's weights times `scale`, and its biases times `scale` plus `shift`: what comes after it done by itself. */
function rescale(graph: Graph, conv: GraphNode, scale: number, shift: number): void {
  const { dims, data } = graph.constant(conv.inputs[1])!
  const bias = graph.constant(conv.inputs[2])?.data ?? filled(dims[0]!, 0)
  conv.inputs = [
    conv.inputs[0]!,
    graph.add(
      data.map((value) => value * scale),
      dims,
    ),
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
  const weights = graph.add(
    data.map((value) => value * scale),
    dims,
  )
  conv.inputs = [conv.inputs[0]!, weights, graph.add(biases, [dims[0]!])]
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

/** A batch normalisation behind `output`, as a factor and a summand for each channel. */
function normalisationBehind(
  graph: Graph,
  output: string,
): { factors: Float32Array; summands: Float32Array; last: GraphNode } | null {
  const last = graph.onlyUser(output, 'BatchNormalization')
  const [gamma, beta, mean, variance] = (last?.inputs.slice(1) ?? []).map((input) => graph.constant(input)?.data)
  if (!last || !gamma || !beta || !mean || !variance) return null
  const epsilon = floatOf(last, 'epsilon') ?? 1e-5
  const factors = gamma.map((value, channel) => value / Math.sqrt(variance[channel]! + epsilon))
  return { factors, summands: beta.map((value, channel) => value - mean[channel]! * factors[channel]!), last }
}

/** A transposed convolution of 2 x 2 without overlap, with the bias added behind it. */
function doublingOf(
  graph: Graph,
  first: GraphNode | undefined,
): { weights: Constant; bias: Float32Array; last: GraphNode } | null {
  if (first?.op !== 'ConvTranspose') return null
  const weights = graph.constant(first.inputs[1])
  const two = (key: string) => integersOf(first, key).join() === '2,2'
  const sum = graph.onlyUser(first.outputs[0]!, 'Add')
  const bias = sum && graph.constant(beside(sum, first.outputs[0]!))?.data
  if (!weights || !two('kernel_shape') || !two('strides') || !sum || !bias || bias.length !== weights.dims[1])
    return null
  return { weights, bias, last: sum }
}

/**
 * The detector's head doubles its map twice by transposed convolutions. As nothing overlaps, the four (then sixteen) places that come of one can
 * be channels of ordinary convolutions at the small size, and are spread out at the very end.
 */
function keepHeadSmall(graph: Graph): void {
  const firstNode = graph.nodes.find(({ op }) => op === 'ConvTranspose')
  const first = doublingOf(graph, firstNode)
  const normal = first && normalisationBehind(graph, first.last.outputs[0]!)
  const relu = normal && graph.onlyUser(normal.last.outputs[0]!, 'Relu')
  const secondNode = relu && graph.onlyUser(relu.outputs[0]!, 'ConvTranspose')
  const second = secondNode ? doublingOf(graph, secondNode) : null
  const sigmoid = second && graph.onlyUser(second.last.outputs[0]!, 'Sigmoid')
  if (!firstNode || !first || !normal || !relu || !secondNode || !second || !sigmoid || second.weights.dims[1] !== 1)
    return
  const [channels, middle] = first.weights.dims as [number, number, ...number[]]
  // Weights are [in, out, row, column]; places are numbered row by row.
  const spread = new Float32Array(4 * middle * channels)
  const spreadBias = new Float32Array(4 * middle)
  const joined = new Float32Array(16 * 4 * middle)
  for (let place = 0; place < 4; place++) {
    for (let out = 0; out < middle; out++) {
      const row = place * middle + out
      spreadBias[row] = first.bias[out]! * normal.factors[out]! + normal.summands[out]!
      for (let from = 0; from < channels; from++)
        spread[row * channels + from] = first.weights.data[(from * middle + out) * 4 + place]! * normal.factors[out]!
      for (let inner = 0; inner < 4; inner++) {
        const y = 2 * (place >> 1) + (inner >> 1)
        const x = 2 * (place & 1) + (inner & 1)
        joined[(4 * y + x) * 4 * middle + row] = second.weights.data[out * 4 + inner]!
      }
    }
  }
  const [wide, rectified, logits, small] = [graph.fresh(), graph.fresh(), graph.fresh(), graph.fresh()]
  const plain = [integers('kernel_shape', [1, 1]), integers('strides', [1, 1]), integers('pads', [0, 0, 0, 0])]
  const spreading = [graph.add(spread, [4 * middle, channels, 1, 1]), graph.add(spreadBias, [4 * middle])]
  const joining = [graph.add(joined, [16, 4 * middle, 1, 1]), graph.add(filled(16, second.bias[0]!), [16])]
  graph.replace([firstNode, first.last, normal.last, relu, secondNode, second.last, sigmoid], sigmoid, [
    node('Conv', [firstNode.inputs[0]!, ...spreading], wide, ...plain),
    node('Relu', [wide], rectified),
    node('Conv', [rectified, ...joining], logits, ...plain),
    node('Sigmoid', [logits], small),
    node('DepthToSpace', [small], sigmoid.outputs[0]!, integer('blocksize', 4)),
  ])
}

/** The same model, its graph rewritten to run faster; what is not recognised stays as it is. */
export function fasterGraph(bytes: Uint8Array): Uint8Array {
  const model = readOnnx(bytes)
  const graph = new Graph(model)
  foldScales(graph)
  replaceHardSwish(graph)
  mergeResidualGates(graph)
  keepHeadSmall(graph)
  return writeOnnx(model)
}
