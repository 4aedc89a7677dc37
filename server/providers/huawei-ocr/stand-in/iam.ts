import { sandboxIdentity, type StandInAnswer, type StandInRequest } from '../../stand-in.ts'
import { json, type AnswerContext } from './answers.ts'
import { sandboxIamUser, type CredentialStore } from './credentials.ts'
import { admit } from './gate.ts'

/** The pages about the identity service are missing in the document; what is here is what the SDK core sends and reads (PROTOCOLS.md, 5.2). */
type Handler = (request: StandInRequest, store: CredentialStore, context: AnswerContext) => StandInAnswer

function iamError(status: number, message: string, title: string, context: AnswerContext): StandInAnswer {
  return json(status, { error: { code: status, message, title } }, context)
}

const unauthorised = (context: AnswerContext) =>
  iamError(401, 'The username or password is wrong.', 'Unauthorized', context)

function at(value: unknown, ...names: string[]): unknown {
  let inner = value
  for (const name of names)
    inner = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : null
  return inner ?? null
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown
  } catch {
    return null
  }
}

/** Six digits behind the second, as Keystone writes times. */
const keystoneTime = (time: Date) => time.toISOString().replace(/Z$/, '000Z')

const project = {
  id: sandboxIdentity.huaweiProject,
  name: sandboxIamUser.projectName,
  domain: { id: sandboxIamUser.domainId, name: sandboxIamUser.domain },
}

/** The project of a scope; undefined where the scope names one that is not the sandbox's, null where it names none. */
function projectOf(auth: unknown): string | null | undefined {
  const scope = at(auth, 'scope', 'project')
  if (scope === null) return null
  const [id, name] = [at(scope, 'id'), at(scope, 'name')]
  if (id !== null) return id === project.id ? project.id : undefined
  // Invention: the project has the region's name, as every account's first project has, and the account's.
  return name === project.name || name === sandboxIamUser.domain ? project.id : undefined
}

/** POST /v3/auth/tokens with name and password. */
const createToken: Handler = (request, store, context) => {
  const auth = at(parsed(request.body), 'auth')
  const methods = at(auth, 'identity', 'methods')
  if (auth === null || !Array.isArray(methods)) {
    return iamError(400, 'The request body is invalid.', 'Bad Request', context)
  }
  const user = at(auth, 'identity', 'password', 'user')
  const name = at(user, 'name')
  const isUser = sandboxIamUser.users.some((known) => known === name) && typeof at(user, 'domain', 'name') === 'string'
  if (!methods.includes('password') || !isUser || at(user, 'password') !== sandboxIamUser.password) {
    return unauthorised(context)
  }
  const projectId = projectOf(auth)
  if (projectId === undefined) return unauthorised(context)
  const { value, issuedAt, expiresAt } = store.issueToken(projectId)
  const token = {
    methods: ['password'],
    expires_at: keystoneTime(expiresAt),
    issued_at: keystoneTime(issuedAt),
    user: { id: sandboxIamUser.domainId, name, domain: project.domain, password_expires_at: '' },
    roles: [{ id: '0', name: 'te_admin' }],
    catalog: [],
    ...(projectId !== null && { project }),
  }
  return json(201, { token }, context, { 'x-subject-token': value })
}

/** POST /v3.0/OS-CREDENTIAL/securitytokens: temporary keys for a token. */
const createTemporaryKey: Handler = (request, store, context) => {
  const body = parsed(request.body)
  const identity = at(body, 'auth', 'identity')
  const value = request.headers['x-auth-token'] ?? at(identity, 'token', 'id')
  const token = typeof value === 'string' ? store.token(value) : undefined
  if (token === undefined || token === 'expired') return unauthorised(context)
  const asked = Number(at(identity, 'token', 'duration_seconds') ?? 900)
  const seconds = Number.isFinite(asked) ? Math.min(Math.max(asked, 900), 24 * 60 * 60) : 900
  const key = store.issueKey(seconds)
  const credential = {
    access: key.accessKey,
    secret: key.secretKey,
    securitytoken: key.securityToken,
    expires_at: keystoneTime(new Date(key.expiresAt)),
  }
  return json(201, { credential }, context)
}

/**
 * POST /v3/OS-FEDERATION/identity_providers/{id}/protocols/oidc/auth: a token for somebody else's identity token.
 * Invention: the sandbox trusts an identity provider whose token is the sandbox's secret.
 */
const federate: Handler = (request, store, context) => {
  if (request.headers['authorization'] !== `Bearer ${sandboxIamUser.password}`) return unauthorised(context)
  const { value, issuedAt, expiresAt } = store.issueToken(project.id)
  const token = { methods: ['mapped'], issued_at: keystoneTime(issuedAt), expires_at: keystoneTime(expiresAt) }
  return json(201, { token }, context, { 'x-subject-token': value })
}

/** GET with a signature or a token. */
function listing(list: (query: URLSearchParams) => unknown): Handler {
  return (request, store, context) => {
    const admission = admit(request, store, context)
    if (!admission.ok) return admission.answer
    const query = new URLSearchParams(request.target.split('?')[1] ?? '')
    return json(200, list(query), context)
  }
}

const links = { self: null, previous: null, next: null }

const listProjects = listing((query) => {
  const described = {
    id: project.id,
    name: project.name,
    domain_id: project.domain.id,
    parent_id: project.domain.id,
    is_domain: false,
    enabled: true,
    description: '',
    links: { self: `/v3/projects/${project.id}` },
  }
  const name = query.get('name')
  const isMeant = name === null || name === project.name || name === sandboxIamUser.domain
  return { projects: isMeant ? [described] : [], links }
})

const listDomains = listing(() => ({
  domains: [{ ...project.domain, enabled: true, description: '', links: {} }],
  links,
}))

const listRegions = listing(() => ({
  regions: [{ id: project.name, type: 'public', description: '', parent_region_id: null, locales: {}, links: {} }],
  links,
}))

const handlers: readonly [method: string, path: RegExp, handler: Handler][] = [
  ['POST', /^\/v3\/auth\/tokens\/?$/, createToken],
  ['POST', /^\/v3\.0\/OS-CREDENTIAL\/securitytokens\/?$/, createTemporaryKey],
  ['POST', /^\/v3\/OS-FEDERATION\/identity_providers\/[^/]+\/protocols\/oidc\/auth\/?$/, federate],
  ['GET', /^\/v3\/projects\/?$/, listProjects],
  ['GET', /^\/v3\/auth\/domains\/?$/, listDomains],
  ['GET', /^\/v3\/regions\/?$/, listRegions],
]

/** The answer of the identity service; null for what is none of its operations. */
export function answerIam(
  request: StandInRequest,
  store: CredentialStore,
  context: AnswerContext,
): StandInAnswer | null {
  const path = request.target.split('?')[0]!
  const handler = handlers.find(([method, pattern]) => method === request.method && pattern.test(path))?.[2]
  return handler ? handler(request, store, context) : null
}
