/** Every JobId in a callback's JSON, however deep: `JobsDetail` is a list there, and an object in older accounts. */
function jobIdsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'JobId' && typeof member === 'string' ? [member] : jobIdsIn(member),
  )
}

const form = /^[\w-]{1,128}$/

/**
 * The ids of the jobs that a callback names; [] for a body that is none. Nothing else of a callback is used: it is not signed (PROTOCOLS.md
 * section 7), so the job is asked for.
 * @param body JSON or XML, as `CallBackFormat` asks for it, whatever the content type says
 */
export function readCallback(_contentType: string, body: Uint8Array): string[] {
  const text = new TextDecoder().decode(body)
  if (/^\s*</.test(text)) {
    return [...text.matchAll(/<JobId>\s*([^<]*?)\s*<\/JobId>/g)].map(([, id]) => id!).filter((id) => form.test(id))
  }
  try {
    return jobIdsIn(JSON.parse(text)).filter((id) => form.test(id))
  } catch {
    return []
  }
}
