/** How many documents are made ready before they are asked for (INTERACTION.md, "Open"). */
const MADE_READY = 2

export interface UpcomingDependencies {
  /** The ids of the next documents after one, in the queue's order. */
  ask: (after: string) => Promise<string[]>
  /** Makes documents ready, the first one first. */
  makeReady: (documentIds: readonly string[]) => Promise<unknown>
}

/** The queue behind the document in hand: which ones come next, without asking the server at the moment of the decision. */
export class Upcoming {
  readonly #needs: UpcomingDependencies
  #known: readonly string[] = []
  #questions = 0
  /** Left by a decision that may still be on its way: to the server they are open, and what it answers of them is out of date. */
  readonly #left = new Set<string>()

  constructor(needs: UpcomingDependencies) {
    this.#needs = needs
  }

  /** A document is in hand: the next ones are asked for and made ready. */
  async arrived(documentId: string): Promise<void> {
    this.#left.delete(documentId)
    this.#known = this.#known.filter((id) => id !== documentId)
    try {
      await this.#ask(documentId)
    } catch {
      // What is known already comes next; the server is asked again when there is nothing more.
    }
    // Only for speed: whatever is missing is fetched when it is needed.
    await this.#needs.makeReady(this.#known.slice(0, MADE_READY)).catch(() => {})
  }

  async #ask(after: string): Promise<string | null> {
    const question = ++this.#questions
    const found = (await this.#needs.ask(after)).filter((id) => !this.#left.has(id) && id !== after)
    // A newer question has a newer answer.
    if (question === this.#questions) this.#known = found
    return found[0] ?? null
  }

  /** Leaves a document. What comes next is known at once, or asked for; null when nothing is left. @throws when the server cannot be asked */
  next(documentId: string): string | null | Promise<string | null> {
    this.#left.add(documentId)
    const [known] = this.#known
    if (known !== undefined) {
      this.#known = this.#known.slice(1)
      return known
    }
    return this.#ask(documentId)
  }
}
