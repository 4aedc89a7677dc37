import type { AppDependencies } from './app.ts'
import { createCloudProviders, directUploadSources } from './cloud-providers.ts'
import { liveVariables } from './cloud-settings.ts'
import { intakeLimits } from './contract/intake-limits.ts'
import type { Database } from './db/open.ts'
import type { EventBus } from './documents/events.ts'
import { createCallbacks } from './documents/callbacks.ts'
import { createIntake } from './documents/intake/index.ts'
import { framesToRead } from './documents/intake/video/frames.ts'
import { createLook } from './documents/look.ts'
import { createGrounder } from './documents/recognise-ground.ts'
import { createRecognitions } from './documents/recognitions.ts'
import { createEngine } from './engine/engine.ts'
import { extractableKinds } from './engine/extract/index.ts'
import { readDocument } from './engine/read-document.ts'
import { readVideo } from './engine/read-video.ts'
import { rememberReadings } from './engine/remember-readings.ts'
import { readPlace } from './engine/read-place.ts'
import { createMetering } from './metering/metering.ts'
import { createQuotaWatch } from './metering/quota-watch.ts'
import { deliverToStandIns } from './metering/stand-in-purchases.ts'
import { createProviders } from './providers/index.ts'
import type { LocalProviderOptions } from './providers/local/index.ts'
import { createNodeFetch } from './providers/node-fetch.ts'
import { createProviderRegistry } from './providers/registry.ts'
import { fetchGuarded } from './providers/url-guard.ts'
import { openSandbox } from './sandbox/open.ts'
import type { Settings } from './settings.ts'
import { createStandInEngine } from './stand-in-engine.ts'
import { openObjectStore } from './storage/index.ts'
import { createOutTray } from './webhooks/out-tray.ts'
import { createSend } from './webhooks/send.ts'
import { createVault } from './storage/vault.ts'

export interface Ingredients {
  settings: Settings
  db: Database
  events: EventBus
  /** Under which the console is called; the port is known only once it listens. */
  origins: () => readonly string[]
  clock: () => Date
  log: (entry: Record<string, unknown>) => void
}

export interface Services extends Pick<
  AppDependencies,
  | 'objects'
  | 'vault'
  | 'intake'
  | 'recognitions'
  | 'look'
  | 'providers'
  | 'sandbox'
  | 'callbacks'
  | 'fetchPicture'
  | 'connectSources'
  | 'maxUploadBytes'
  | 'quotaWatch'
  | 'outTray'
> {
  /** Takes up what was queued or running when the process ended. */
  resume(): Promise<void>
  stop(graceMs: number): Promise<void>
}

export type Compose = (ingredients: Ingredients) => Promise<Services>

/** Uploads that no document was made of are removed after a day, and at every start. */
const uploadLifeMs = 24 * 60 * 60 * 1000

/** Opens the object store, the engine and the recognisers. */
export async function compose({ settings, db, events, origins, clock, log }: Ingredients): Promise<Services> {
  const objects = await openObjectStore({ url: settings.objectStoreUrl, dataDir: settings.dataDir, now: clock })
  const intake = createIntake({ store: objects })
  const engine = rememberReadings(createEngine())
  const sandbox = await openSandbox(settings.sandbox, {
    engine: createStandInEngine(engine, intake),
    consoleOrigins: origins,
    clock,
    log,
  })
  if (sandbox) await deliverToStandIns(db, sandbox.accounts)
  const callbacks = createCallbacks()
  const read: LocalProviderOptions['read'] = (kind, pages, context) => readDocument(engine, kind, pages, context)
  const providers = createProviders({
    local: {
      readableKinds: extractableKinds,
      read,
      readVideo: (video, context) =>
        readVideo(
          engine,
          framesToRead(video).map(({ timeMs, bytes }) => ({ timeMs, image: bytes })),
          context,
        ),
    },
    clouds: createCloudProviders({
      clouds: settings.clouds,
      sandbox: sandbox?.origin ?? null,
      clock,
      // A body of 13 MB costs it 3 ms of processor time, the built-in one 21 ms (bench/proxy).
      fetch: createNodeFetch(),
      callbacks,
      read,
    }),
  })
  const concurrency = engine.stats().workers
  const tell = () => events.publish({ type: 'warnings', id: 'all' })
  const outTray = createOutTray({ db, clock, send: createSend(), onAttempt: tell, log })
  const quotaWatch = createQuotaWatch({
    db,
    clock,
    onRaised: () => {
      tell()
      outTray.wake()
    },
    log,
  })
  const metering = createMetering({ db, clock })
  const recognitions = createRecognitions({
    db,
    objects,
    intake,
    providers,
    grounder: createGrounder(engine, log),
    metering: {
      ...metering,
      end: async (id) => {
        await metering.end(id)
        quotaWatch.poke()
      },
    },
    events,
    clock,
    concurrency,
    log,
  })
  const sweep = () =>
    objects.sweep(new Date(clock().getTime() - uploadLifeMs)).catch((error: unknown) => {
      log({ level: 'error', event: 'sweep-failed', errorType: error instanceof Error ? error.name : typeof error })
    })
  const sweeping = setInterval(() => void sweep(), uploadLifeMs / 24)
  sweeping.unref()
  return {
    objects,
    vault: createVault(settings.dataDir),
    intake,
    recognitions,
    look: createLook({ db, objects, readPlace: (image, request, signal) => readPlace(engine, image, request, signal) }),
    providers: createProviderRegistry(providers, liveVariables),
    sandbox,
    callbacks,
    fetchPicture: async (url, signal) =>
      (await fetchGuarded(url, { maxBytes: intakeLimits.maxBytes, timeoutMs: 20_000, signal })).bytes,
    connectSources: [...(sandbox ? [sandbox.origin] : []), ...directUploadSources],
    maxUploadBytes: intakeLimits.maxBytes,
    quotaWatch,
    outTray,
    resume: async () => {
      await recognitions.resume()
      quotaWatch.poke()
      outTray.wake()
      void sweep()
    },
    stop: async (graceMs) => {
      clearInterval(sweeping)
      await recognitions.stop(graceMs)
      await quotaWatch.stop()
      await outTray.stop()
      await sandbox?.close()
      await Promise.all([engine.close(), intake.close()])
    },
  }
}
