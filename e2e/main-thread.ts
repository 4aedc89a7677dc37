import type { Page } from '@playwright/test'

/** Processor time of the page's main thread in milliseconds, whatever else runs on the machine: all of its tasks, and the scripts, styles and layouts among them. */
export interface MainThread {
  tasks: number
  scripts: number
}

/** Answers how much time the main thread has used since it was asked last. */
export async function watchMainThread(page: Page): Promise<() => Promise<MainThread>> {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  const now = async (): Promise<MainThread> => {
    const { metrics } = await client.send('Performance.getMetrics')
    const value = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0)
    return {
      tasks: value('TaskDuration'),
      scripts: value('ScriptDuration') + value('LayoutDuration') + value('RecalcStyleDuration'),
    }
  }
  let before = await now()
  return async () => {
    const after = await now()
    const used = { tasks: after.tasks - before.tasks, scripts: after.scripts - before.scripts }
    before = after
    return used
  }
}
