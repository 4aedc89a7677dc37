import { beside, filled, node, type Graph } from './graph.ts'
import { floatOf, integer, integers, integersOf, type Constant, type GraphNode } from './onnx-file.ts'

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
export function keepHeadSmall(graph: Graph): void {
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

/** The edges of ordinary 3 x 3 convolutions. */
const around = '1,1,1,1'

/** The weights of a 3 x 3 convolution without groups that keeps its map's size; null for any other. */
function weightsOfThree(graph: Graph, conv: GraphNode | undefined): Constant | null {
  if (conv?.op !== 'Conv' || conv.inputs.length > 2 || integersOf(conv, 'pads').join() !== around) return null
  const weights = graph.constant(conv.inputs[1])
  return weights?.dims.slice(2).join() === '3,3' && integersOf(conv, 'strides').join() === '1,1' ? weights : null
}

/** The value whose every place a node doubles to two by two equal ones, and by how much it enlarges it. */
function doubledBy(graph: Graph, resize: GraphNode | undefined): { input: string; factor: number } | null {
  const scales = resize?.op === 'Resize' ? graph.constant(resize.inputs[2])?.data : undefined
  return scales?.length === 4 && scales[0] === 1 && scales[1] === 1 && scales[2] === scales[3]
    ? { input: resize!.inputs[0]!, factor: scales[2]! }
    : null
}

/** Some input channels of a convolution's weights, each output channel times its factor. */
function channelsOf({ dims, data }: Constant, from: number, to: number, factors?: Float32Array): Constant {
  const [out, all] = dims as [number, number, ...number[]]
  const each = data.length / out / all
  const chosen = new Float32Array(out * (to - from) * each)
  for (let row = 0; row < out; row++) {
    const part = data.subarray((row * all + from) * each, (row * all + to) * each)
    chosen.set(factors ? part.map((value) => value * factors[row]!) : part, row * (to - from) * each)
  }
  return { dims: [out, to - from, ...dims.slice(2)], data: chosen }
}

/**
 * A 3 x 3 convolution of a map that was doubled by repeating its places. Of its nine weights those that meet the same place can be added before: each of
 * the four results of a place is then a 2 x 2 convolution of the small map, and four of nine multiplications are left.
 */
function doubledConvolution(graph: Graph, input: string, output: string, { dims, data }: Constant): GraphNode[] {
  const [out, channels] = dims as [number, number, ...number[]]
  // Which of the two places each of three rows (or columns) falls on: for the first result of a place and for the second.
  const falls = [
    [0, 1, 1],
    [0, 0, 1],
  ]
  const parts = [0, 1, 2, 3].map((place) => {
    const [down, right] = [place >> 1, place & 1]
    const weights = new Float32Array(out * channels * 4)
    for (let at = 0; at < data.length; at++) {
      const [row, column] = [Math.floor((at % 9) / 3), at % 3]
      weights[4 * Math.floor(at / 9) + 2 * falls[down]![row]! + falls[right]![column]!]! += data[at]!
    }
    return node(
      'Conv',
      [input, graph.add(weights, [out, channels, 2, 2])],
      graph.fresh(),
      integers('kernel_shape', [2, 2]),
      integers('strides', [1, 1]),
      integers('pads', [1 - down, 1 - right, down, right]),
    )
  })
  const together = graph.fresh()
  return [
    ...parts,
    node(
      'Concat',
      parts.map(({ outputs }) => outputs[0]!),
      together,
      integer('axis', 1),
    ),
    node('DepthToSpace', [together], output, integer('blocksize', 2)),
  ]
}

const three = [integers('kernel_shape', [3, 3]), integers('strides', [1, 1]), integers('pads', [1, 1, 1, 1])]
const one = [integers('kernel_shape', [1, 1]), integers('strides', [1, 1]), integers('pads', [0, 0, 0, 0])]

/**
 * The largest map of the detector's pyramid is a thin map, widened by a 1 x 1 convolution and weighed by channel, plus the doubled map of the level above, and
 * all that is done with the sum is one 3 x 3 convolution. That is the sum of two convolutions: of the thin map by weights worked out anew for each picture (the product
 * of the two convolutions and the gate), and of the map above before it is doubled.
 */
function splitLargestLevel(graph: Graph): void {
  for (const conv of graph.nodes.filter(({ op }) => op === 'Conv')) {
    const weights = weightsOfThree(graph, conv)
    const sum = weights && graph.makerOf(conv.inputs[0])
    if (!weights || sum?.op !== 'Add' || graph.usersOf(sum.outputs[0]!).length > 1) continue
    const doubling = sum.inputs.map((input) => graph.makerOf(input)).find((maker) => maker?.op === 'Resize')
    const doubled = doubledBy(graph, doubling)
    const product = doubling && graph.makerOf(beside(sum, doubling.outputs[0]!))
    const widening = product?.inputs.map((input) => graph.makerOf(input)).find((maker) => maker?.op === 'Conv')
    const wide = widening && graph.constant(widening.inputs[1])
    const mean = widening && graph.usersOf(widening.outputs[0]!).find(({ op }) => op === 'GlobalAveragePool')
    if (!doubling || doubled?.factor !== 2 || product?.op !== 'Mul' || !wide || widening.inputs.length > 2 || !mean)
      continue
    const thin = widening.inputs[0]!
    const [out, channels] = wide.dims as [number, number, ...number[]]
    const narrow = new Float32Array(wide.data.length)
    for (let at = 0; at < narrow.length; at++)
      narrow[(at % channels) * out + Math.floor(at / channels)] = wide.data[at]!
    const gate = beside(product, widening.outputs[0]!)!
    const [thinMean, gated, own] = [graph.fresh(), graph.fresh(), graph.fresh()]
    const [fromThin, fromAbove] = [graph.fresh(), graph.fresh()]
    // The mean of the widened map is the widened mean.
    graph.replace([widening, mean], mean, [
      node('GlobalAveragePool', [thin], thinMean),
      node('Conv', [thinMean, widening.inputs[1]!], mean.outputs[0]!, ...one),
    ])
    graph.replace([product, doubling, sum, conv], conv, [
      node('Mul', [graph.add(weights.data, weights.dims), gate], gated),
      node('Conv', [gated, graph.add(narrow, [channels, out, 1, 1])], own, ...one),
      node('Conv', [thin, own], fromThin, ...three),
      ...doubledConvolution(graph, doubled.input, fromAbove, weights),
      node('Add', [fromThin, fromAbove], conv.outputs[0]!),
    ])
  }
}

/** The head begins with a 3 x 3 convolution of all levels, enlarged to the size of the largest: all but the largest are convolved at half that size. */
function splitHead(graph: Graph): void {
  for (const conv of graph.nodes.filter(({ op }) => op === 'Conv')) {
    const weights = weightsOfThree(graph, conv)
    const levels = weights && graph.makerOf(conv.inputs[0])
    const normal = levels?.op === 'Concat' ? normalisationBehind(graph, conv.outputs[0]!) : null
    if (!levels || !normal) continue
    const enlarged = levels.inputs.slice(0, -1).map((input) => ({ resize: graph.makerOf(input), input }))
    const sources = enlarged.map(({ resize }) => doubledBy(graph, resize))
    if (sources.length === 0 || sources.some((source) => !source || source.factor < 2)) continue
    const own = weights.dims[0]!
    const above = own * sources.length
    if (weights.dims[1] !== above + own) continue
    const made: GraphNode[] = []
    const smaller = enlarged.map(({ resize }, level) => {
      const { input, factor } = sources[level]!
      if (factor === 2) return input
      const output = graph.fresh()
      const scales = graph.add(Float32Array.of(1, 1, factor / 2, factor / 2), [4])
      made.push({ ...resize!, inputs: [input, resize!.inputs[1]!, scales], outputs: [output] })
      return output
    })
    const [together, fromAbove, fromOwn] = [graph.fresh(), graph.fresh(), graph.fresh()]
    const ownWeights = channelsOf(weights, above, above + own, normal.factors)
    made.push(
      node('Concat', smaller, together, integer('axis', 1)),
      ...doubledConvolution(graph, together, fromAbove, channelsOf(weights, 0, above, normal.factors)),
      node(
        'Conv',
        [levels.inputs.at(-1)!, graph.add(ownWeights.data, ownWeights.dims), graph.add(normal.summands, [own])],
        fromOwn,
        ...three,
      ),
      node('Add', [fromOwn, fromAbove], normal.last.outputs[0]!),
    )
    graph.replace([...enlarged.map(({ resize }) => resize!), levels, conv, normal.last], normal.last, made)
    return
  }
}

/** Half of the detector's multiplications are 3 x 3 convolutions of maps that were enlarged by repeating their places: they are done before that. */
export function convolveBeforeDoubling(graph: Graph): void {
  splitLargestLevel(graph)
  splitHead(graph)
}
