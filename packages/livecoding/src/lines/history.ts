import type { Chunk, Model, Placed } from '../3-analyse/shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import type { Ghost, LiveModule } from '../live-module.ts'

/** What became of a chunk that the source does not have any more: its newest form, or the place where it stood last. */
interface Heir { module: LiveModule, chunk: Chunk, last: Stand | undefined, next: Heir | undefined }

export interface Stand { line: number, column: number }

/** Where the code of a chunk stands now; `chunk` is its newest form. */
export interface Standing extends Stand { module: LiveModule, chunk: Chunk }

/** Follows every chunk whose code may still run through the updates: moved, edited, gone and back again. */
export class History {
  readonly #heirs = new WeakMap<Chunk, Heir>()
  readonly #standing = new WeakMap<Model, Map<Chunk, Placed>>()
  /** Changes with every update, so that places can be remembered until then. */
  generation = 0

  /** A change becomes the running program; gives back what undoes it. */
  follow(change: Change, ghosts: ReadonlyMap<string, Ghost>): () => void {
    this.generation++
    const undo: (() => void)[] = []
    const done = new Set<Chunk>()
    const link = (from: Chunk, chunk: Chunk): void => {
      if (from === chunk || done.has(from)) return
      done.add(from)
      undo.push(this.#link(from, change.module, chunk))
    }
    for (const { before, after } of [...change.pairs, ...change.renamed]) link(before.placed.chunk, after.placed.chunk)
    for (const { from, to } of change.moved) link(from.placed.chunk, to.placed.chunk)
    for (const { item, placed } of change.come) {
      const ghost = item.names.length === 1 ? ghosts.get(item.names[0]!) : undefined
      if (ghost) link(ghost.placed.chunk, placed.chunk)
    }
    for (const { placed } of change.gone) {
      if (!done.has(placed.chunk)) undo.push(this.#keep(placed.chunk, change.module, placed))
    }
    return () => {
      this.generation++
      for (const each of undo.toReversed()) each()
    }
  }

  /** Where the chunk stands; where it stood when its code was made if nothing more is known. */
  place(module: LiveModule, made: Placed): Standing {
    const { chunk } = made
    const here = this.#find(module, chunk)
    if (here) return here
    const heir = this.#heir(chunk)
    if (!heir) return { module, chunk, line: made.line, column: made.column }
    return this.#find(heir.module, heir.chunk) ?? { module: heir.module, chunk: heir.chunk, ...heir.last ?? made }
  }

  #find(module: LiveModule, chunk: Chunk): Standing | undefined {
    const placed = this.#index(module.current).get(chunk) ?? (module.pending && this.#index(module.pending).get(chunk))
    return placed && { module, chunk, line: placed.line, column: placed.column }
  }

  #index(model: Model): Map<Chunk, Placed> {
    let index = this.#standing.get(model)
    if (!index) this.#standing.set(model, index = new Map(model.placed.map(placed => [placed.chunk, placed])))
    return index
  }

  #heir(chunk: Chunk): Heir | undefined {
    let heir = this.#heirs.get(chunk)
    while (heir?.next) heir = heir.next
    return heir
  }

  #link(from: Chunk, module: LiveModule, chunk: Chunk): () => void {
    const heir = this.#entry(from, module)
    const before = { ...heir }
    const other = this.#heir(chunk)
    if (other && other !== heir) heir.next = other
    else {
      Object.assign(heir, { module, chunk, last: undefined })
      this.#heirs.set(chunk, heir)
    }
    return () => {
      if (!other) this.#heirs.delete(chunk)
      Object.assign(heir, before)
    }
  }

  #keep(chunk: Chunk, module: LiveModule, { line, column }: Stand): () => void {
    const heir = this.#entry(chunk, module)
    const before = { ...heir }
    heir.last = { line, column }
    return () => Object.assign(heir, before)
  }

  #entry(chunk: Chunk, module: LiveModule): Heir {
    const known = this.#heir(chunk)
    if (known) return known
    const heir: Heir = { module, chunk, last: undefined, next: undefined }
    this.#heirs.set(chunk, heir)
    return heir
  }
}
