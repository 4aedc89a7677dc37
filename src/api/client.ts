import type { ExtractSchema } from 'hono/types'
import type { AppType } from '../../server/app.ts'
import { connectionLost, problemFromAnswer } from './problem-error.ts'

export type Parameters = Record<string, string | number | boolean | readonly string[] | null | undefined>

let onSignedOut: () => void = () => {}

/** What the page does when the session has ended. Called once, by main.tsx. */
export function listenToClient(listeners: { signedOut: () => void }): void {
  onSignedOut = listeners.signedOut
}

/** Parameters as a query string with its `?`: lists repeat their name, absent and empty ones are left out. */
export function queryString(parameters: Parameters): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === null || value === '') continue
    if (typeof value === 'object') for (const each of value) search.append(name, each)
    else search.append(name, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  signal?: AbortSignal
}

/**
 * One request to our own server, with the session's cookie.
 * @throws {ProblemError} with the problem that the server answered, or `connection-lost`. An abort throws the signal's reason.
 */
export async function send(path: string, { method = 'GET', body, signal }: RequestOptions = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw connectionLost(error)
  }
  if (response.ok) return response
  if (response.status === 401) onSignedOut()
  throw problemFromAnswer(response.status, await response.text().catch(() => ''))
}

/** The JSON of an answer. Its shape is the contract's, which the server's own schemas hold: it is not checked a second time. */
export async function requestJson<T>(path: string, options?: RequestOptions): Promise<T> {
  const response = await send(path, options)
  return (await response.json()) as T
}

type Api = ExtractSchema<AppType>
type ApiPath = keyof Api & `/api/v1/${string}`
type ApiMethod<Path extends ApiPath> = keyof Api[Path] & `$${Lowercase<NonNullable<RequestOptions['method']>>}`
type Success<Endpoint> = Extract<Endpoint, { status: 200 | 201 | 202; outputFormat: 'json' }>

/** What the server answers to a method of a path when all is well: taken from its own routes, written down nowhere else. */
export type ApiAnswer<Path extends ApiPath, Method extends ApiMethod<Path>> =
  Success<Api[Path][Method]> extends { output: infer Output } ? Output : undefined

type ApiBody<Path extends ApiPath, Method extends ApiMethod<Path>> = Api[Path][Method] extends { input: infer Input }
  ? Input extends { json: infer Body }
    ? Body
    : undefined
  : undefined

export interface CallOptions<Body> {
  /** For the `:names` in the path. */
  param?: Record<string, string>
  query?: Parameters
  body?: Body
  signal?: AbortSignal | undefined
}

/**
 * Calls one route of the server, whose type says which paths, bodies and answers there are.
 * @throws {ProblemError} as `send` does
 */
export async function call<Path extends ApiPath, Method extends ApiMethod<Path>>(
  method: Method,
  path: Path,
  { param = {}, query = {}, body, signal }: CallOptions<ApiBody<Path, Method>> = {},
): Promise<ApiAnswer<Path, Method>> {
  const filled = path.replace(/:(\w+)/gu, (_, name: string) => encodeURIComponent(param[name] ?? ''))
  const response = await send(filled + queryString(query), {
    method: method.slice(1).toUpperCase() as NonNullable<RequestOptions['method']>,
    body,
    ...(signal && { signal }),
  })
  return (response.status === 204 ? undefined : await response.json()) as ApiAnswer<Path, Method>
}
