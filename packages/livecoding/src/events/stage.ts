import { before, Gone, type Entry, type Rank } from './entry.ts'

/**
 * Who gets one stage of one event, in order. Subscribers must be held weakly, and a broadcast must not pay for it:
 *
 *     entries   one for each subscriber, holding it weakly
 *     list      the subscribers themselves, at the same places: what a broadcast goes through
 *
 * `hot` is the list, strongly held, for the present turn of the event loop, as the language holds what a WeakRef gave.
 * Between turns the list is held by one WeakRef: the next collection of garbage takes it, and with it whom nobody else
 * holds; the first broadcast after that makes it anew from the entries.
 */
export class Stage {
  readonly method: string
  hot: object[] | undefined = []
  /** How many broadcasts are going through the list, one inside the other. */
  running = 0
  /** Lists that broadcasts under way go through and that are not the newest any more. */
  older: object[][] | undefined
  entries: Entry[] = []
  readonly #cooling: Cooling
  readonly #gone: object
  #list: object[] | undefined = this.hot
  #soft: WeakRef<object[]> | undefined
  /** Weak entries, at most; entries that are over, at most. */
  #weak = 0
  #over = 0
  #queued = false

  constructor(method: string, cooling: Cooling) {
    this.method = method
    this.#cooling = cooling
    this.#gone = { [method]() {} }
  }

  /** For a broadcast when there is nothing hot. */
  list(): object[] {
    const list = this.#known()
    if (list && (this.#over === 0 || this.running > 0)) return this.#heat(list)
    return this.#heat(this.#rebuild(list))
  }

  add(entry: Entry, target: object): void {
    const { entries } = this
    const last = entries.at(-1)
    const list = this.#known()
    if (entry.weak) this.#weak++
    if (!last || before(last, entry)) {
      entries.push(entry)
      list?.push(target)
    } else {
      const at = this.#place(entry)
      if (list) this.#replace(list, list.toSpliced(at, 0, target))
      entries.splice(at, 0, entry)
    }
    if (this.#list) this.#heat(this.#list)
  }

  /** Many at once, each at its place. */
  addAll(added: readonly [Entry, object][]): void {
    if (added.length === 0) return
    const list = this.list()
    const all = this.entries.map((entry, index): [Entry, object] => [entry, list[index]!]).concat(added)
    all.sort(([a], [b]) => before(a, b) ? -1 : 1)
    const targets = all.map(([, target]) => target)
    this.entries = all.map(([entry]) => entry)
    for (const [entry] of added) if (entry.weak) this.#weak++
    this.#replace(list, targets)
    this.#heat(targets)
  }

  has(entry: Entry): boolean { return this.entries[this.#place(entry)] === entry }

  /** It is not called any more, by broadcasts under way neither. */
  remove(entry: Entry, target: object | undefined): boolean {
    const at = this.#place(entry)
    if (this.entries[at] !== entry) return false
    this.entries[at] = new Gone(entry)
    const list = this.#known()
    if (list) list[at] = this.#gone
    for (const older of this.older ?? []) {
      const there = target ? older.indexOf(target) : -1
      if (there >= 0) older[there] = this.#gone
    }
    this.#over++
    // The next broadcast closes the gap.
    this.hot = undefined
    return true
  }

  /** The collector took one of them. */
  lost(): void {
    this.#over++
    if (this.#over > 32 && this.#over * 2 > this.entries.length && this.running === 0) this.#rebuild(this.#known())
  }

  /** Those who are alive, with their entries. */
  *subscribers(): Generator<[Entry, object]> {
    const list = this.list()
    const { entries } = this
    for (let index = 0; index < list.length; index++) if (list[index] !== this.#gone) yield [entries[index]!, list[index]!]
  }

  /** The turn is over. */
  cool(): void {
    this.#queued = false
    if (this.#weak === 0 || !this.#list) return
    this.#soft ??= new WeakRef(this.#list)
    this.hot = this.#list = undefined
  }

  #known(): object[] | undefined {
    return this.#list ??= this.#soft?.deref()
  }

  #heat(list: object[]): object[] {
    this.#list = list
    this.hot = this.#over > 0 ? undefined : list
    if (this.#weak > 0 && !this.#queued) {
      this.#queued = true
      this.#cooling.soon(this)
    }
    return list
  }

  /** Where an entry of this rank stands, or would. */
  #place(rank: Rank): number {
    let [from, to] = [0, this.entries.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (before(this.entries[middle]!, rank)) from = middle + 1
      else to = middle
    }
    return from
  }

  #rebuild(known: object[] | undefined): object[] {
    const [entries, list]: [Entry[], object[]] = [[], []]
    let weak = 0
    for (const [index, entry] of this.entries.entries()) {
      if (entry.over) continue
      const target = known ? known[index] : entry.deref()
      if (target === undefined) continue
      entries.push(entry)
      list.push(target)
      if (entry.weak) weak++
    }
    this.entries = entries
    this.#weak = weak
    this.#over = 0
    this.#replace(known, list)
    return list
  }

  /** Broadcasts under way go on with the list that they have. */
  #replace(old: object[] | undefined, list: object[]): void {
    if (old && this.running > 0) (this.older ??= []).push(old)
    this.#list = list
    this.#soft = undefined
    if (this.hot) this.hot = list
  }
}

/** At the end of the turn no list is held strongly any more. */
export class Cooling {
  #stages: Stage[] = []
  soon(stage: Stage): void {
    if (this.#stages.push(stage) === 1) queueMicrotask(this.#cool)
  }
  readonly #cool = (): void => {
    const stages = this.#stages
    this.#stages = []
    for (const stage of stages) stage.cool()
  }
}
