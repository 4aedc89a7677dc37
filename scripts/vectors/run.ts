import { z } from 'zod'

const fileSchema = z.object({
  protocol: z.string(),
  vectors: z.array(z.looseObject({ name: z.string() })),
})

/** A file in the format of PROTOCOLS.md section 8: `{protocol, about, vectors: [{name, kind?, oracle, inputs, expected}]}`. */
export type VectorFile = z.infer<typeof fileSchema>

/** Every mismatch of one vector as a sentence; [] = it passes. By protocol. */
export type VectorChecks = Readonly<Record<string, (vector: unknown) => string[]>>

/** @returns the file, or a sentence that says why it is none */
export function readVectorFile(text: string): VectorFile | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  const parsed = fileSchema.safeParse(value)
  return parsed.success ? parsed.data : 'is not of the form {protocol, vectors: [{name, inputs, expected}]}'
}

/** Holds every vector of a file against our code. A vector that our code cannot take at all has failed, too. */
export function runVectors(
  { protocol, vectors }: VectorFile,
  checks: VectorChecks,
): { name: string; mismatches: string[] }[] {
  const check = Object.hasOwn(checks, protocol) ? checks[protocol] : undefined
  return vectors.map((vector) => {
    if (!check) return { name: vector.name, mismatches: [`the protocol ${protocol} is not known here`] }
    try {
      return { name: vector.name, mismatches: check(vector) }
    } catch (error) {
      return {
        name: vector.name,
        mismatches: [`could not be checked: ${error instanceof Error ? error.message : 'unknown reason'}`],
      }
    }
  })
}
