import { createGateway, faultRefusal, isGatewayCall, readCall } from '../aliyun-signature/gateway/gateway.ts'
import { renderAnswer, renderError } from '../aliyun-signature/gateway/render.ts'
import { temporaryUpload } from '../aliyun-signature/gateway/temporary-upload.ts'
import { sandboxIdentity, type StandIn, type StandInDependencies, type StandInRequest } from '../stand-in.ts'

const hostId = 'dysmsapi.aliyuncs.com'
/** PROTOCOLS.md section 1, "Endpoints". */
const version = '2017-05-25'
const action = 'GetSmsOcrOssInfo'

/** The size range of S0's sample policy. */
const mostBytes = 1_048_576_000

/** Invention: how long a policy is good; S0 shows one expiry and not when it was asked for. */
const policyMinutes = 30

/** Invention: the number that stands for the account. S0's sample masks it; it has as many digits. */
const startPath = '1000003580820630'

const isOurs = (request: Parameters<StandIn['recognises']>[0]) => {
  if (!isGatewayCall(request)) return false
  const call = readCall(request)
  return call.version === version || (call.version === '' && call.action === action)
}

/**
 * Stands in for the SMS service's GetSmsOcrOssInfo (PROTOCOLS.md 2.1) in RPC 1.0 and ACS3. What it hands out is good at the stand-in of OSS, on
 * the same port.
 */
export function createAliyunDysmsStandIn({ clock, uuid, origins }: StandInDependencies): StandIn {
  const gateway = createGateway({ clock })

  function uploadModel() {
    // The policy's expiration has milliseconds, ExpireTime has none (PROTOCOLS.md 2.1).
    const expires = new Date(clock().getTime() + policyMinutes * 60_000)
    const key = `${startPath}/${uuid()}`
    const upload = temporaryUpload({ bucket: sandboxIdentity.ossBucket, key, maxBytes: mostBytes, expires })
    return {
      Policy: upload.policy,
      StartPath: startPath,
      Bucket: sandboxIdentity.ossBucket,
      AccessKeyId: upload.accessKeyId,
      Signature: upload.signature,
      // Invention: the port implies the bucket, as a CNAME does; the real answer has the bucket in the host's name.
      Host: origins()[0],
      ExpireTime: String(Math.floor(expires.getTime() / 1000)),
    }
  }

  const requestIdOf = () => uuid().toUpperCase()

  /** PROTOCOLS.md 2.1: business failures come with status 200 and a code of their own. */
  function businessFailure(request: StandInRequest, code: string, message: string) {
    const value = { RequestId: requestIdOf(), Message: message, Code: code, Success: false }
    return renderAnswer(readCall(request).format, `${action}Response`, value)
  }

  return {
    id: 'aliyun-dysms',
    recognises: isOurs,
    async answer(request) {
      const call = readCall(request)
      const refusal = gateway.admit(request)
      if (refusal) return renderError(call.format, refusal, { requestId: requestIdOf(), hostId })
      if (call.action !== action || call.version !== version) {
        // Invention: the status; the envelope's example (seed-facts/aliyun-viapi, CommonError) has none.
        const unknown = {
          status: 400,
          code: 'UnsupportedOperation',
          message: 'The specified action is not supported.',
        }
        return renderError(call.format, unknown, { requestId: requestIdOf(), hostId })
      }
      const taskType = call.parameters.get('TaskType')
      if (taskType !== undefined && taskType !== '' && taskType !== 'ICP_DOMAIN') {
        // Invention: S0 lists no codes besides OK.
        return businessFailure(request, 'isv.INVALID_PARAMETERS', 'TaskType is invalid.')
      }
      return renderAnswer(call.format, `${action}Response`, {
        RequestId: requestIdOf(),
        Message: 'OK',
        Model: uploadModel(),
        Code: 'OK',
        Success: true,
      })
    },
    fault(fault, request) {
      // Invention: what the service says when an account has nothing left; a failure of business, so its status is 200.
      if (fault === 'package-exhausted') {
        return businessFailure(request, 'isv.AMOUNT_NOT_ENOUGH', 'The balance of your account is insufficient.')
      }
      const refusal = faultRefusal(fault)
      return refusal && renderError(readCall(request).format, refusal, { requestId: requestIdOf(), hostId })
    },
    isRecognition: (request) => readCall(request).action === action,
  }
}
