import type { Constant, GraphNode, OnnxModel } from './onnx-file.ts'

/** A model's graph as its rewriting walks through it: who makes and who uses a value, which of them are constants. */
export class Graph {
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
      for (const input of new Set(maker.inputs)) {
        const known = users.get(input)
        if (known) known.push(maker)
        else users.set(input, [maker])
      }
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

export const node = (
  op: string,
  inputs: string[],
  output: string,
  ...attributes: [string, Uint8Array][]
): GraphNode => ({
  op,
  inputs,
  outputs: [output],
  attributes: new Map(attributes),
})

/** A node's other input when one of its two is `name`. */
export const beside = ({ inputs }: GraphNode, name: string) => (inputs[0] === name ? inputs[1] : inputs[0])

export const filled = (length: number, value: number) => new Float32Array(length).fill(value)
