import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useProblemText } from '../../ui/problem-text.ts'

/** Says in the corner of the page why something could not be done. */
export function useAppProblem(): (error: unknown) => void {
  const announce = useAnnounce()
  const text = useProblemText()
  return (error) => {
    const { title, detail } = text(problemOf(error))
    announce(detail ? `${title}. ${detail}` : title, 'danger')
  }
}
