import type { StandIn, StandInDependencies } from '../providers/stand-in.ts'

/** Every stand-in, in the order in which they are asked whether a request is theirs: the store of a cloud behind its services. */
export function standInsOf(_dependencies: StandInDependencies): readonly StandIn[] {
  return []
}
