import { differenceOf, type Difference } from '../3-analyse/edit/difference.ts'
import type { UpdateReport } from '../8-report/report.ts'
import type { Files } from '../update/files.ts'

/** As many updates can be undone. */
const most = 50

/** A text as what differs from the next one of its file: so many characters at the start and at the end are the same. */
interface Earlier extends Difference { middle: string }

type Kept = string | Earlier | undefined

/**
 * Updates that a person may want to take back, the last one last, with the texts that ran before each; undefined: there was
 * no such file. Of each file the last of these texts is whole, and the others are what differs from the next one:
 *
 *     1  door.ts { head: 812, middle: '1', tail: 40 }
 *     2  door.ts { head: 300, middle: 'open', tail: 551 }, lock.ts 'export const …'
 *     3  door.ts 'import { lock } …'
 */
export class Past {
  #steps: { report: UpdateReport, texts: Map<string, Kept> }[] = []

  get reports(): UpdateReport[] {
    return this.#steps.map(({ report }) => report)
  }

  push(report: UpdateReport, texts: Files): void {
    for (const [path, text] of texts) this.#replace(path, before => earlier(before, text))
    this.#steps.push({ report, texts: new Map(texts) })
    if (this.#steps.length > most) this.#steps.shift()
  }

  /** The texts that ran before the last update that changed any. */
  last(): Files | undefined {
    const step = this.#steps.findLast(each => each.texts.size > 0)
    return step && new Map([...step.texts].map(([path, text]) => [path, whole(text)]))
  }

  /** Forgets that update, and those after it. */
  drop(): void {
    const dropped = this.last() ?? []
    this.#steps.splice(this.#steps.findLastIndex(each => each.texts.size > 0))
    for (const [path, text] of dropped) this.#replace(path, before => whole(before, text))
  }

  clear(): void {
    this.#steps.length = 0
  }

  /** Keeps the last text of a file in another way. */
  #replace(path: string, by: (text: Kept) => Kept): void {
    const texts = this.#steps.findLast(each => each.texts.has(path))?.texts
    texts?.set(path, by(texts.get(path)))
  }
}

const whole = (text: Kept, next = ''): string | undefined =>
  typeof text === 'object' ? next.slice(0, text.head) + text.middle + next.slice(next.length - text.tail) : text

function earlier(text: Kept, next: string | undefined): Kept {
  if (typeof text !== 'string' || next === undefined) return text
  const { head, tail } = differenceOf(text, next)
  return { head, middle: copy(text.slice(head, text.length - tail)), tail }
}

/** V8 makes a part of a string a view of it, which would keep all of it in memory. */
const copy = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
