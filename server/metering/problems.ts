import { ProblemError } from '../contract/problem.ts'

export type Lack = 'not-bought' | 'used-up' | 'expired'

const titles: Record<Lack, string> = {
  'not-bought': 'No package has been bought for this capability',
  'used-up': 'The packages of this capability are used up',
  expired: 'The packages of this capability have expired',
}

/** What the cloud itself would answer: seed-facts/ctyun/pricing.json, `blocking.gatewayCodes`. */
const ctyunCodes: Record<Lack, string> = { 'not-bought': '51002', 'used-up': '51003', expired: '51001' }

interface Refused {
  provider: string
  capability: string
  /** False where the vendor would go on with pay-as-you-go, and only a decision of the administrator is missing for an app to do so. */
  vendorStops: boolean
}

/** Nothing is left to pay a call with, and the policy of the capability is to stop there. Nothing was sent. */
export function lackProblem(lack: Lack, { provider, capability, vendorStops }: Refused): ProblemError {
  return new ProblemError({
    title: titles[lack],
    status: 402,
    code: `package-${lack}`,
    detail: vendorStops
      ? `${provider} would refuse ${capability}; nothing was sent and nothing is charged.`
      : `${provider} would go on at a price, which no app does unless an administrator decided it; nothing was sent and nothing is charged.`,
    action: vendorStops
      ? 'Buy a package, or let the capability go on with pay-as-you-go where the vendor has it.'
      : 'Buy a package, or let an administrator choose “go on with pay-as-you-go” for the capability under Packages, When packages end.',
    provider,
    ...(provider === 'ctyun' && { providerCode: ctyunCodes[lack] }),
    parameters: { provider, capability },
    retryable: false,
    whoseFault: 'configuration',
  })
}
