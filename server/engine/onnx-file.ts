/** One field of a Protocol Buffers message as it lies in the file: a number for varints, bytes for everything else. */
interface WireField {
  field: number
  wire: number
  value: bigint | Uint8Array
}

/** An operator of the graph. Attributes stay as they were encoded. */
export interface GraphNode {
  op: string
  inputs: string[]
  outputs: string[]
  attributes: Map<string, Uint8Array>
}

/** A constant of 32-bit floats. */
export interface Constant {
  dims: number[]
  data: Float32Array
}

/** The one graph of a model, its operators in the order of the file. Constants stand apart; everything else of the file is kept as it is. */
export interface OnnxModel {
  nodes: GraphNode[]
  constants: Map<string, Constant>
  /** Names of what the graph gives back. */
  outputs: string[]
  /** The file with the graph's operators left out. */
  rest: { model: WireField[]; graph: WireField[] }
}

// Field numbers of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
const modelGraph = 7
const graphNode = 1
const graphOutput = 12
const nodeFields = { input: 1, output: 2, op: 4, attribute: 5 } as const
const attributeFields = { name: 1, float: 2, integer: 3, tensor: 5, integers: 8, type: 20 } as const
const attributeTypes = { float: 1, integer: 2, tensor: 4, integers: 7 } as const
const tensorFields = { dims: 1, type: 2, raw: 9 } as const
const float32 = 1

const [varint, fixed64, delimited, fixed32] = [0, 1, 2, 5]
const decoder = new TextDecoder()
const encoder = new TextEncoder()
const text = (value: WireField['value']) => (typeof value === 'bigint' ? '' : decoder.decode(value))

function varintAt(bytes: Uint8Array, from: number): { value: bigint; next: number } {
  const first = bytes[from]!
  // Tags and most lengths are one byte.
  if (first < 0x80) return { value: BigInt(first), next: from + 1 }
  let value = 0n
  for (let at = from, shift = 0n; ; at++, shift += 7n) {
    const byte = bytes[at]
    if (byte === undefined) throw new RangeError('the model ends in the middle of a number')
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return { value, next: at + 1 }
  }
}

/** The fields of one message; bytes are views into the file. */
function fieldsOf(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = varintAt(bytes, at)
    const field = Number(tag.value >> 3n)
    const wire = Number(tag.value & 7n)
    if (wire === varint) {
      const { value, next } = varintAt(bytes, tag.next)
      fields.push({ field, wire, value })
      at = next
      continue
    }
    const length = wire === delimited ? varintAt(bytes, tag.next) : null
    const start = length ? length.next : tag.next
    at = start + (length ? Number(length.value) : wire === fixed64 ? 8 : 4)
    if (at > bytes.length || (wire !== delimited && wire !== fixed64 && wire !== fixed32))
      throw new RangeError('the model is not a Protocol Buffers file')
    fields.push({ field, wire, value: bytes.subarray(start, at) })
  }
  return fields
}

function varintBytes(value: bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return [...bytes, Number(rest)]
}

/** An encoded message as the pieces it is made of: weights are copied once, when the whole file is put together. */
interface Pieces {
  length: number
  pieces: readonly Uint8Array[]
}

interface NewField {
  field: number
  wire: number
  value: bigint | Uint8Array | Pieces
}

function encoded(fields: readonly NewField[]): Pieces {
  const pieces: Uint8Array[] = []
  for (const { field, wire, value } of fields) {
    const tag = varintBytes(BigInt((field << 3) | wire))
    if (typeof value === 'bigint') {
      pieces.push(Uint8Array.from([...tag, ...varintBytes(value)]))
      continue
    }
    pieces.push(Uint8Array.from(wire === delimited ? [...tag, ...varintBytes(BigInt(value.length))] : tag))
    if (value instanceof Uint8Array) pieces.push(value)
    else pieces.push(...value.pieces)
  }
  return { length: pieces.reduce((sum, piece) => sum + piece.length, 0), pieces }
}

function joined({ length, pieces }: Pieces): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

const number = (field: number, value: number): NewField => ({ field, wire: varint, value: BigInt(value) })
const bytesField = (field: number, value: Uint8Array | Pieces): NewField => ({ field, wire: delimited, value })
const name = (field: number, value: string) => bytesField(field, encoder.encode(value))

function attribute(key: string, type: number, ...values: NewField[]): Pieces {
  return encoded([name(attributeFields.name, key), ...values, number(attributeFields.type, type)])
}

export const integers = (key: string, values: readonly number[]): [string, Uint8Array] => [
  key,
  joined(attribute(key, attributeTypes.integers, ...values.map((value) => number(attributeFields.integers, value)))),
]

export const integer = (key: string, value: number): [string, Uint8Array] => [
  key,
  joined(attribute(key, attributeTypes.integer, number(attributeFields.integer, value))),
]

export function float(key: string, value: number): [string, Uint8Array] {
  const bytes = new Uint8Array(Float32Array.of(value).buffer)
  const field = { field: attributeFields.float, wire: fixed32, value: bytes }
  return [key, joined(attribute(key, attributeTypes.float, field))]
}

/** The number of an attribute that is one. */
export function floatOf(node: GraphNode, key: string): number | undefined {
  const bytes = node.attributes.get(key)
  const value = bytes && fieldsOf(bytes).find(({ field }) => field === attributeFields.float)?.value
  return value && typeof value !== 'bigint' ? new Float32Array(new Uint8Array(value).buffer)[0] : undefined
}

/** The numbers of an attribute that is a list of integers; empty when the node has none of that name. */
export function integersOf(node: GraphNode, key: string): number[] {
  const bytes = node.attributes.get(key)
  if (!bytes) return []
  return fieldsOf(bytes).flatMap(({ field, value }) => {
    if (field !== attributeFields.integers) return []
    if (typeof value === 'bigint') return [Number(value)]
    const list: number[] = []
    for (let at = 0; at < value.length;) {
      const { value: item, next } = varintAt(value, at)
      list.push(Number(item))
      at = next
    }
    return list
  })
}

function nodeOf(bytes: Uint8Array): GraphNode {
  const node: GraphNode = { op: '', inputs: [], outputs: [], attributes: new Map() }
  for (const { field, value } of fieldsOf(bytes)) {
    if (field === nodeFields.input) node.inputs.push(text(value))
    else if (field === nodeFields.output) node.outputs.push(text(value))
    else if (field === nodeFields.op) node.op = text(value)
    else if (field === nodeFields.attribute && typeof value !== 'bigint') {
      const key = fieldsOf(value).find((part) => part.field === attributeFields.name)
      node.attributes.set(key ? text(key.value) : '', value)
    }
  }
  return node
}

/** What a `Constant` node holds, when that is 32-bit floats in raw form. */
function constantOf(node: GraphNode): Constant | null {
  const value = node.attributes.get('value')
  const tensor = value && fieldsOf(value).find(({ field }) => field === attributeFields.tensor)?.value
  if (!tensor || typeof tensor === 'bigint') return null
  const fields = fieldsOf(tensor)
  const raw = fields.find(({ field }) => field === tensorFields.raw)?.value
  if (fields.find(({ field }) => field === tensorFields.type)?.value !== BigInt(float32)) return null
  if (!raw || typeof raw === 'bigint') return null
  const dims = fields.flatMap(({ field, value: size }) =>
    field === tensorFields.dims && typeof size === 'bigint' ? [Number(size)] : [],
  )
  return { dims, data: new Float32Array(new Uint8Array(raw).buffer) }
}

function encodedNode(node: Omit<GraphNode, 'attributes'>, attributes: Iterable<Uint8Array | Pieces>): NewField {
  const fields = [
    ...node.inputs.map((input) => name(nodeFields.input, input)),
    ...node.outputs.map((output) => name(nodeFields.output, output)),
    name(nodeFields.op, node.op),
    ...Array.from(attributes, (value) => bytesField(nodeFields.attribute, value)),
  ]
  return bytesField(graphNode, encoded(fields))
}

function encodedConstant(output: string, { dims, data }: Constant): NewField {
  const tensor = encoded([
    ...dims.map((size) => number(tensorFields.dims, size)),
    number(tensorFields.type, float32),
    bytesField(tensorFields.raw, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ])
  const value = attribute('value', attributeTypes.tensor, bytesField(attributeFields.tensor, tensor))
  return encodedNode({ op: 'Constant', inputs: [], outputs: [output] }, [value])
}

/**
 * Takes an ONNX file apart as far as rewriting its graph needs it.
 * @throws {RangeError} for what is not such a file
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const model = fieldsOf(bytes)
  const graphBytes = model.find(({ field }) => field === modelGraph)?.value
  if (!graphBytes || typeof graphBytes === 'bigint') throw new RangeError('the model has no graph')
  const graph = fieldsOf(graphBytes)
  const constants: OnnxModel['constants'] = new Map()
  const nodes: GraphNode[] = []
  for (const { field, value } of graph) {
    if (field !== graphNode || typeof value === 'bigint') continue
    const node = nodeOf(value)
    const constant = node.op === 'Constant' ? constantOf(node) : null
    if (constant) constants.set(node.outputs[0]!, constant)
    else nodes.push(node)
  }
  const outputs = graph.flatMap(({ field, value }) =>
    field === graphOutput && typeof value !== 'bigint' ? [text(fieldsOf(value)[0]!.value)] : [],
  )
  return { nodes, constants, outputs, rest: { model, graph: graph.filter(({ field }) => field !== graphNode) } }
}

/** The file of a model; only constants that a node uses are written. */
export function writeOnnx({ nodes, constants, rest }: OnnxModel): Uint8Array {
  const used = new Set(nodes.flatMap(({ inputs }) => inputs))
  const written = [
    ...[...constants].filter(([output]) => used.has(output)).map(([output, value]) => encodedConstant(output, value)),
    ...nodes.map((node) => encodedNode(node, node.attributes.values())),
  ]
  const graph = bytesField(modelGraph, encoded([...written, ...rest.graph]))
  return joined(encoded(rest.model.map((field) => (field.field === modelGraph ? graph : field))))
}
