import { displayName } from '#contract/document-name'
import type { FileFacts, LimitBreach } from '#contract/limits'
import type { Problem } from '#contract/problem'
import type { UploadGrant } from '#contract/upload'
import type { Recogniser } from '../../api/documents.ts'

/**
 * Where a file stands on its way in. `held`: breaks a limit of the recogniser; `ready`: waits for the operator's word (a live provider
 * costs money); `duplicate`: the same bytes are there already and the operator has to choose.
 */
export type IntakeStage =
  | 'checking'
  | 'held'
  | 'ready'
  | 'waiting'
  | 'preparing'
  | 'duplicate'
  | 'uploading'
  | 'opening'
  | 'done'
  | 'failed'
  | 'cancelled'

export interface IntakeItem {
  readonly id: string
  readonly file: File
  readonly name: string
  readonly recogniser: Recogniser
  /** Recognisers that read it as well, to be compared. */
  readonly others: readonly Recogniser[]
  readonly stage: IntakeStage
  /** Of the upload, 0..1. */
  readonly share: number
  readonly facts: FileFacts | null
  readonly breaches: readonly LimitBreach[]
  readonly sha256: string | null
  readonly duplicateOf: NonNullable<UploadGrant['duplicateOf']> | null
  /** The operator has seen that the same bytes are there and wants a second document. */
  readonly duplicateAccepted: boolean
  readonly documentId: string | null
  readonly problem: Problem | null
}

/** Stages in which work is under way. */
export const workingStages: readonly IntakeStage[] = ['checking', 'waiting', 'preparing', 'uploading', 'opening']

/** Stages in which a file needs the operator. */
export const attentionStages: readonly IntakeStage[] = ['held', 'ready', 'duplicate', 'failed']

/** Files that systems put into folders and nobody means to read. */
const systemFiles = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.gitkeep'])

export function isSystemFile(name: string): boolean {
  return systemFiles.has(name.toLowerCase()) || name.startsWith('._')
}

/** A fresh item, named as its document will be: without parts of a path and without signs that turn what stands after them. */
export function createItem(
  id: string,
  file: File,
  recogniser: Recogniser,
  others: readonly Recogniser[] = [],
): IntakeItem {
  return {
    id,
    file,
    name: displayName(file.name),
    recogniser,
    others,
    stage: 'checking',
    share: 0,
    facts: null,
    breaches: [],
    sha256: null,
    duplicateOf: null,
    duplicateAccepted: false,
    documentId: null,
    problem: null,
  }
}
