import { ProblemError, problemSchema, type Problem } from '../contract/problem.ts'

/** A person took the recognition back. */
export function cancelledProblem(): Problem {
  return problemSchema.parse({
    title: 'The recognition was cancelled',
    status: 499,
    code: 'recognition-cancelled',
    action: 'Have the document read again when it is wanted.',
    retryable: true,
    whoseFault: 'caller',
  })
}

/** Something broke that nobody foresaw; what it was is in the server's log, without the document's contents. */
export function internalProblem(): Problem {
  return problemSchema.parse({
    title: 'The document could not be read because of a fault in the console',
    status: 500,
    code: 'internal',
    action: 'Try again; if it fails again, report the time to the administrator, whose log says more.',
    retryable: true,
    whoseFault: 'us',
  })
}

/** The console ended, time after time, while it ran. */
export function interruptedProblem(times: number): Problem {
  return problemSchema.parse({
    title: 'The console stopped each time it read this document',
    status: 500,
    code: 'recognition-interrupted',
    detail: `The console ended ${times} times while it read this document; the document may be the reason.`,
    action: 'Save the document anew, as JPEG or PNG, and add that. It can also be tried again as it is.',
    parameters: { times },
    retryable: true,
    whoseFault: 'us',
  })
}

/** The console ended while a call that may be charged was under way: to make it again could pay twice. */
export function outcomeUnknownProblem({ provider }: { provider: string }): ProblemError {
  return new ProblemError({
    title: 'Nobody knows whether the recogniser answered',
    status: 500,
    code: 'recognition-outcome-unknown',
    detail: 'The console ended while it waited for an answer that may be charged.',
    action: 'Have the document read again if you want to: that is a new call and may be charged as well.',
    provider,
    retryable: true,
    whoseFault: 'us',
  })
}

/** The recogniser that was ordered is not there any more. */
export function notStartedProblem({ provider, capability }: { provider: string; capability: string }): ProblemError {
  return new ProblemError({
    title: 'The recogniser is no longer there',
    status: 422,
    code: 'recogniser-gone',
    detail: `${provider} with ${capability} was ordered before the console was restarted without it.`,
    action: 'Choose another recogniser.',
    parameters: { provider, capability },
    retryable: false,
    whoseFault: 'configuration',
  })
}

/** The page's picture has gone from the object store. */
export function pictureMissing(page: number): ProblemError {
  return new ProblemError({
    title: 'The picture of a page is missing',
    status: 500,
    code: 'picture-missing',
    detail: `The stored picture of page ${page + 1} is not there any more.`,
    action: 'Add the document again.',
    parameters: { page: page + 1 },
    retryable: false,
    whoseFault: 'us',
  })
}
