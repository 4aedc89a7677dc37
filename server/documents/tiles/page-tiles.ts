import sharp from 'sharp'
import { intakeLimits } from '../../contract/intake-limits.ts'
import { ProblemError } from '../../contract/problem.ts'
import { levelCount, tileGrid, tileSize } from '../../contract/tiles.ts'
import type { ObjectStore } from '../../storage/object-store.ts'
import { filesOfZip } from './stored-zip.ts'

/** Packs in memory: the page under review and the one before it. A pack of an A1 plan is about 30 MB. */
const packsKept = 2
const packName = 'page'
/** Fine print stays legible; colours are not thinned out, red on white is what seals are. */
const tileQuality = 88

interface TiledPage {
  width: number
  height: number
  imageKey: string
}

type Pack = Map<string, Uint8Array<ArrayBuffer>>

export interface PageTiles {
  /** A JPEG; null when the page's own picture is gone. @throws {ProblemError} `tile-not-found` */
  read(page: TiledPage, level: number, column: number, row: number): Promise<Uint8Array<ArrayBuffer> | null>
}

/** Where a page's tiles are kept: beside its picture, and removed with it. */
export function tilesKeyOf(imageKey: string): string {
  return `${imageKey}-tiles`
}

/** Cuts a picture into the tiles of all of its levels, streaming: never more than a few rows of it are in memory. */
async function packOf(image: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const archive = await sharp(image, { limitInputPixels: intakeLimits.maxPixels, sequentialRead: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: tileQuality, chromaSubsampling: '4:4:4' })
    .tile({ size: tileSize, overlap: 0, layout: 'dz', depth: 'onetile', container: 'zip', basename: packName })
    .toBuffer()
  return new Uint8Array(archive)
}

/** Tiles of large pages: cut when the first one is asked for, then kept in the object store in one piece. */
export function createPageTiles(objects: Pick<ObjectStore, 'read' | 'put'>): PageTiles {
  const packs = new Map<string, Promise<Pack | null>>()
  let cutting: Promise<unknown> = Promise.resolve()

  async function cut(imageKey: string): Promise<Pack | null> {
    const picture = await objects.read(imageKey)
    if (!picture) return null
    const archive = await packOf(picture.bytes)
    await objects.put(tilesKeyOf(imageKey), archive, 'application/zip')
    return filesOfZip(archive)
  }

  async function load(imageKey: string): Promise<Pack | null> {
    const stored = await objects.read(tilesKeyOf(imageKey))
    if (stored) return filesOfZip(stored.bytes)
    // One page after the other: each takes both cores.
    const turn = cutting.then(() => cut(imageKey))
    cutting = turn.catch(() => undefined)
    return turn
  }

  function packFor(imageKey: string): Promise<Pack | null> {
    const pack = packs.get(imageKey) ?? load(imageKey)
    packs.delete(imageKey)
    packs.set(imageKey, pack)
    pack.then(
      (found) => found ?? packs.delete(imageKey),
      () => packs.delete(imageKey),
    )
    for (const old of [...packs.keys()].slice(0, -packsKept)) packs.delete(old)
    return pack
  }

  return {
    read: async (page, level, column, row) => {
      const grid = tileGrid(page, level)
      if (!grid || column >= grid.columns || row >= grid.rows) throw tileNotFound(page, level, grid)
      const pack = await packFor(page.imageKey)
      if (!pack) return null
      // Deep Zoom counts the levels from the smallest.
      const name = `${packName}_files/${levelCount(page) - 1 - level}/${column}_${row}.jpeg`
      const tile = pack.get(name)
      if (!tile) throw new Error(`the tiles of a page lack ${name}`)
      return tile
    },
  }
}

/** `tile-not-found` (404). */
function tileNotFound(page: TiledPage, level: number, grid: { columns: number; rows: number } | null): ProblemError {
  return new ProblemError({
    title: 'There is no such tile',
    status: 404,
    code: 'tile-not-found',
    detail: grid
      ? `Level ${level} of this page has the columns 0 to ${grid.columns - 1} and the rows 0 to ${grid.rows - 1}.`
      : `This page has the levels 0 (all of its pixels) to ${levelCount(page) - 1} (one tile).`,
    action: 'Ask for a tile within these bounds.',
    retryable: false,
    whoseFault: 'caller',
  })
}
