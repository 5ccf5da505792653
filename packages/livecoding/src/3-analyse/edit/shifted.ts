/** What differs between two texts of one statement: from `from` to `to` of the old one there stands now something that is longer by `by`. */
export interface Edit { from: number, to: number, by: number }

/** The fields in which the shapes say where something stands; others with numbers say how many or which one. */
const offsets = new Set(['start', 'end', 'at', 'head', 'entry', 'keyword', 'open', 'object', 'with', 'last', 'named', 'place', 'source', 'testAt', 'updateAt'])

/**
 * What is known of a statement, each thing where it stands behind an edit. What stands in front of it is the same value. `base`: what the old offsets begin with; the new
 * ones begin with 0. A place inside of the edit is none.
 */
export class Shifted {
  readonly #known = new Map<object, object>()
  readonly #base: number
  readonly #edit: Edit
  constructor(base: number, edit: Edit) {
    this.#base = base
    this.#edit = edit
  }

  /** This value becomes that one. */
  put(before: object, after: object): void { this.#known.set(before, after) }

  of<T>(value: T): T { return typeof value === 'object' && value !== null ? this.#object(value) as T : value }

  /** An end moves with what was inserted in front of it. */
  #offset(offset: number, isEnd: boolean): number {
    if (offset < 0) return offset
    const at = offset - this.#base
    const { from, to, by } = this.#edit
    if (at < from || (at === from && (!isEnd || from < to))) return at
    return at >= to ? at + by : Number.NaN
  }

  #object(value: object): object {
    const known = this.#known.get(value)
    if (known) return known
    if (Array.isArray(value)) return this.#list(value)
    if (value instanceof Set) return this.#set(value)
    return value instanceof Map ? value : this.#fields(value as Record<string, unknown>)
  }

  #fields(value: Record<string, unknown>): object {
    // Sites say their chunk, and they and members each other: nobody looks for the end of that.
    let copy = 'chunk' in value || 'site' in value ? this.#copy(value) : undefined
    for (const key in value) {
      const field = value[key]
      const moved = typeof field === 'object' && field !== null ? this.#object(field) : typeof field === 'number' && offsets.has(key) ? this.#offset(field, key === 'end') : field
      if (moved !== field) (copy ??= this.#copy(value))[key] = moved
    }
    // A plan has noted it, of the text before.
    if (copy?.['aliases']) delete copy['aliases']
    return copy ?? value
  }

  #copy(value: Record<string, unknown>): Record<string, unknown> {
    const copy = { ...value }
    this.#known.set(value, copy)
    return copy
  }

  #list(value: readonly unknown[]): readonly unknown[] {
    if (typeof value[0] !== 'object') return value
    let copy: unknown[] | undefined
    for (let index = 0; index < value.length; index++) {
      const moved = this.of(value[index])
      if (moved !== value[index]) (copy ??= [...value])[index] = moved
    }
    if (copy) this.#known.set(value, copy)
    return copy ?? value
  }

  /** A number in a set is an offset. */
  #set(value: ReadonlySet<unknown>): ReadonlySet<unknown> {
    if (value.size === 0 || typeof value.values().next().value === 'string') return value
    const copy = new Set<unknown>()
    for (const each of value) copy.add(typeof each === 'number' ? this.#offset(each, false) : this.of(each))
    this.#known.set(value, copy)
    return copy
  }
}
