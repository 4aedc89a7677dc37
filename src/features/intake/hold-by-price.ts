import type { QueryClient } from '@tanstack/react-query'
import type { Recogniser } from '../../api/documents.ts'
import { priceQuery } from '../../api/prices.ts'
import { providersQuery } from '../../api/providers.ts'
import { holdFor } from './instance.ts'

/**
 * Decides for which of these recognisers so many files wait for the operator's word: packages have ended and the warning is yet to be seen, or the price
 * cannot be had, so that nobody knows whether they have. What is held says why beside its button (price-hold.tsx), where the price is asked for again.
 */
export async function holdByPrice(
  client: QueryClient,
  recognisers: readonly Recogniser[],
  files: number,
): Promise<void> {
  const providers = await client.fetchQuery(providersQuery)
  const local = new Set(providers.filter(({ mode }) => mode === 'local').map(({ id }) => id))
  await Promise.all(
    recognisers
      .filter(({ provider }) => !local.has(provider))
      .map(async (recogniser) => {
        const { provider, capability } = recogniser
        const asked = priceQuery({ provider, capability, calls: files })
        // Asked once: the files show at once on their list, and the price is tried for again there.
        const price = await client.fetchQuery({ ...asked, staleTime: 0, retry: false }).catch(() => null)
        holdFor(recogniser, price === null || price.unseenWarning !== null)
      }),
  )
}
