import {
  createGateway,
  faultRefusal,
  isGatewayCall,
  readCall,
  type GatewayCall,
} from '../aliyun-signature/gateway/gateway.ts'
import { renderAnswer, renderError } from '../aliyun-signature/gateway/render.ts'
import type { Refusal } from '../aliyun-signature/gateway/verify.ts'
import type { StandIn, StandInDependencies, StandInRequest } from '../stand-in.ts'
import { actions, jobActions } from './stand-in/actions.ts'
import { createFileSource } from './stand-in/file.ts'
import { createJobs } from './stand-in/jobs.ts'
import { needed } from './stand-in/parameters.ts'
import { Refused } from './stand-in/refused.ts'
import { createUploads } from './stand-in/uploads.ts'

/** common.json, endpoint. */
const hostId = 'ocr.cn-shanghai.aliyuncs.com'
const ocrVersion = '2019-12-30'
/** PROTOCOLS.md 1.3: AuthorizeFileUpload is an action of openplatform.aliyuncs.com. */
const platformVersion = '2019-12-19'

const unsupported: Refusal = {
  // Invention: the status; the envelope's example (CommonError) has none.
  status: 400,
  code: 'UnsupportedOperation',
  message: 'The specified action is not supported.',
}

const isRecogniser = (action: string) => Object.hasOwn(actions, action) || Object.hasOwn(jobActions, action)

/**
 * Stands in for the 26 recognisers of viapi, GetAsyncJobResult and AuthorizeFileUpload (PROTOCOLS.md sections 1 and 2). It takes every call of
 * Aliyun's gateway that no other stand-in takes.
 */
export function createAliyunViapiStandIn(dependencies: StandInDependencies): StandIn {
  const { accounts, engine, uuid } = dependencies
  const gateway = createGateway(dependencies)
  const jobs = createJobs(dependencies)
  const uploads = createUploads(dependencies)
  const files = createFileSource(dependencies)

  const find = (url: string) => files.find(url, (key) => uploads.uploaded(key))

  /** What stands beside RequestId in a successful answer. @throws Refused */
  async function perform(call: GatewayCall, requestId: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    const { action, version, parameters } = call
    if (action === 'AuthorizeFileUpload' && version === platformVersion) return uploads.authorise(parameters)
    if (version !== ocrVersion) throw new Refused(unsupported.code, unsupported.message, unsupported.status)
    if (action === 'GetAsyncJobResult') return { Data: jobs.ask(needed(parameters, 'JobId')) }
    if (Object.hasOwn(jobActions, action)) {
      // Parameters and URL are judged at once, the file itself by the job. Its id is the RequestId, and that is all there is to answer.
      jobs.order(requestId, jobActions[action]!(parameters, find))
      return {}
    }
    if (!Object.hasOwn(actions, action)) throw new Refused(unsupported.code, unsupported.message, unsupported.status)
    return { Data: await actions[action]!(parameters, find)({ engine, signal, uuid }) }
  }

  return {
    id: 'aliyun-viapi',
    recognises: isGatewayCall,
    async answer(request: StandInRequest) {
      const call = readCall(request)
      const requestId = uuid().toUpperCase()
      const refusal = gateway.admit(request)
      if (refusal) return renderError(call.format, refusal, { requestId, hostId })
      try {
        const rest = await perform(call, requestId, request.signal)
        // What no package covers is paid as it goes: an empty account refuses nothing here.
        if (isRecogniser(call.action)) accounts.take('aliyun-viapi', call.action, 1)
        return renderAnswer(call.format, `${call.action}Response`, { RequestId: requestId, ...rest })
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        return renderError(call.format, error.refusal, { requestId, hostId })
      }
    },
    fault(fault, request) {
      const refusal = faultRefusal(fault)
      return refusal && renderError(readCall(request).format, refusal, { requestId: uuid().toUpperCase(), hostId })
    },
    isRecognition(request) {
      return isRecogniser(readCall(request).action)
    },
  }
}
