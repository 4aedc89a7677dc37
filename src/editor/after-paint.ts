/** Where no frame comes, as in a tab that is not in sight, the task is done after so many milliseconds. */
const LATEST = 200

/** Does a task once what is on its way to the screen is there; answers how to cancel. */
export function afterPaint(task: () => void): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined
  const done = () => {
    cancel()
    task()
  }
  const late = setTimeout(done, LATEST)
  const frame = requestAnimationFrame(() => {
    soon = setTimeout(done)
  })
  const cancel = () => {
    clearTimeout(late)
    clearTimeout(soon)
    cancelAnimationFrame(frame)
  }
  return cancel
}
