import { rpcRequest } from '../aliyun-signature/rpc-request.ts'
import type { CloudRequest } from '../http.ts'
import { actionId } from './catalogue.ts'
import type { AliyunDysmsOptions } from './options.ts'

/** PROTOCOLS.md section 1, "Endpoints". */
const apiVersion = '2017-05-25'

/** POST with TaskType in the query, no body and no content-type (PROTOCOLS.md 2.1). */
export function uploadInfoRequest(
  { endpoint, signature, uuid, clock }: Pick<AliyunDysmsOptions, 'endpoint' | 'signature' | 'uuid' | 'clock'>,
  keys: NonNullable<AliyunDysmsOptions['keys']>,
  taskType: string | undefined,
): CloudRequest {
  return rpcRequest({
    method: 'POST',
    endpoint,
    signature,
    format: 'JSON',
    action: actionId,
    version: apiVersion,
    nonce: uuid(),
    time: clock(),
    keys,
    query: taskType === undefined ? {} : { TaskType: taskType },
  })
}
