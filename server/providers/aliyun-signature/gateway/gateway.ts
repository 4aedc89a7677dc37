import { sandboxIdentity, type Fault, type StandInDependencies } from '../../stand-in.ts'
import { parametersOf, splitTarget, type WireRequest } from './parameters.ts'
import type { AnswerFormat } from './render.ts'
import { freshnessMs, verifyAcs3, verifyRpc, type Refusal } from './verify.ts'

/** What a call asks for, before anybody has looked at its signature. */
export interface GatewayCall {
  action: string
  version: string
  parameters: ReadonlyMap<string, string>
  format: AnswerFormat
}

const credentials = { accessKeyId: sandboxIdentity.accessKey, accessKeySecret: sandboxIdentity.secretKey }

const isAcs3 = ({ headers }: Pick<WireRequest, 'headers'>) => /^ACS3-/i.test(headers.authorization ?? '')

/**
 * `Format` in either case: one SDK sends `JSON`, the other `json` (PROTOCOLS.md section 1). ACS3 asks by `accept`. Where a call says nothing the
 * document contradicts itself; this is the table of 9.2.
 */
function formatOf({ headers }: Pick<WireRequest, 'headers'>, parameters: ReadonlyMap<string, string>): AnswerFormat {
  const wanted = parameters.get('Format') ?? (/\bxml\b/i.test(headers.accept ?? '') ? 'XML' : 'JSON')
  return wanted.toUpperCase() === 'XML' ? 'XML' : 'JSON'
}

/** Reads a call in either form. The headers `x-acs-action` and `x-acs-version` count only where they are signed: in ACS3. */
export function readCall(request: Omit<WireRequest, 'method'>): GatewayCall {
  const parameters = parametersOf(request)
  const header = (name: string) => (isAcs3(request) ? request.headers[name] : undefined)
  return {
    action: header('x-acs-action') ?? parameters.get('Action') ?? '',
    version: header('x-acs-version') ?? parameters.get('Version') ?? '',
    parameters,
    format: formatOf(request, parameters),
  }
}

/** Whether a request is a call of Aliyun's gateway: RPC by its parameters, ACS3 by its header. The path is always `/`. */
export function isGatewayCall(request: WireRequest): boolean {
  if (isAcs3(request)) return true
  if (request.headers.authorization !== undefined || splitTarget(request.target).path !== '/') return false
  const parameters = parametersOf(request)
  return parameters.has('Action') || parameters.has('SignatureNonce') || parameters.has('AccessKeyId')
}

/** Who may call: the signature, and that its nonce is new. */
export interface Gateway {
  /** Null = let it in. A nonce counts as used only once its signature was right. */
  admit(request: WireRequest): Refusal | null
}

export function createGateway({ clock }: Pick<StandInDependencies, 'clock'>): Gateway {
  /** Nonces by when they came; a Map keeps the order of insertion. */
  const nonces = new Map<string, number>()

  /** S4: a nonce may not come again within 15 minutes. A stamp may lie 15 minutes ahead, so nonces are kept for twice as long. */
  function takeNonce(nonce: string, now: number): Refusal | null {
    for (const [old, at] of nonces) {
      if (now - at <= 2 * freshnessMs) break
      nonces.delete(old)
    }
    if (nonces.has(nonce)) {
      return { status: 400, code: 'SignatureNonceUsed', message: 'Specified signature nonce was used already.' }
    }
    nonces.set(nonce, now)
    return null
  }

  return {
    admit(request) {
      if (request.method !== 'GET' && request.method !== 'POST') {
        return { status: 403, code: 'UnsupportedHTTPMethod', message: 'This http method is not supported.' }
      }
      const now = clock()
      const acs3 = isAcs3(request)
      // Invention: a security token is signed like any parameter, and any is taken, because the sandbox hands out none.
      const refusal = acs3 ? verifyAcs3(request, credentials, now) : verifyRpc(request, credentials, now)
      if (refusal) return refusal
      const nonce = acs3 ? request.headers['x-acs-signature-nonce'] : parametersOf(request).get('SignatureNonce')
      return takeNonce(nonce ?? '', now.getTime())
    },
  }
}

/** seed-facts/aliyun-viapi/errors.json for the faults that a demonstration switches on; null = not Aliyun's to say. */
export function faultRefusal(fault: Fault): Refusal | null {
  switch (fault) {
    case 'rate-limit':
      return { status: 400, code: 'Throttling.User', message: 'Request was denied due to user flow control.' }
    case 'package-exhausted':
      // Invention: no code of the document says that a package is used up; this one says that nothing bought covers the call.
      return { status: 403, code: 'InvalidApi.NotPurchase', message: 'Specified api is not purchased.' }
    case 'clock-skew':
      return {
        status: 400,
        code: 'InvalidTimeStamp.Expired',
        message: 'Specified time stamp or date value is expired.',
      }
    case 'server-error':
      return {
        status: 500,
        code: 'InternalError',
        message: 'The request processing has failed due to some unknown error.',
      }
    default:
      return null
  }
}
