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
  method?: 'GET' | 'POST' | 'DELETE'
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
