import { fileURLToPath } from 'node:url'
import type { Change } from '../4-diff/diff.ts'
import type { LiveModule } from '../live-module.ts'
import { History } from './history.ts'
import { StackLimit } from './limit.ts'
import { placeOf, type Place } from './place.ts'
import { LoadedScript, type Origin, type Script, type SourcePiece } from './script.ts'
import { Units } from './units.ts'

/** The modules that are followed, and what is known of their lines: the world. */
export interface Sources { modules: ReadonlyMap<string, LiveModule>, lines: Lines }

/**
 * What is needed to show the lines of the files as they are now. While nothing is shown, nothing is computed: the texts
 * that are kept here are those that V8 keeps anyway.
 */
export class Lines {
  readonly history = new History()
  readonly limit = new StackLimit()
  readonly #loaded = new WeakMap<LiveModule, { text: string, script?: LoadedScript }>()
  readonly #places = new WeakMap<Origin, { generation: number, place: Place }>()
  readonly #paths = new Map<string, string>()
  readonly #units = new WeakMap<LiveModule, Units>()

  /** Node is given this code for the module. */
  loaded(module: LiveModule, text: string): void {
    this.#loaded.set(module, { text })
  }

  /** New code was evaluated; `holder` is an object that every function of it keeps alive. */
  evaluated(module: LiveModule, text: string, pieces: readonly SourcePiece[], holder: object): void {
    this.limit.raise()
    let units = this.#units.get(module)
    if (!units) this.#units.set(module, units = new Units())
    units.add(text, pieces.map(({ id, code, lead, placed, offset }) => ({ id, code, lead, placed, offset })), holder)
  }

  /** A change becomes the running program; gives back what undoes it. */
  follow(change: Change): () => void {
    return this.history.follow(change, change.module.ghosts)
  }

  /** Where code stands in the files as they are now. */
  place(module: LiveModule, origin: Origin): Place {
    const { generation } = this.history
    const known = this.#places.get(origin)
    if (known?.generation === generation) return known.place
    const place = placeOf(this.history, module, origin)
    if (!module.pending) this.#places.set(origin, { generation, place })
    return place
  }

  /** The module of a url or a path in a stack; a second copy of a file, under another url, runs as it is. */
  moduleNamed({ modules }: Sources, name: string): LiveModule | undefined {
    let path = this.#paths.get(name)
    if (path === undefined) this.#paths.set(name, path = name.startsWith('file:') ? fileURLToPath(name.replace(/[?#].*$/, '')) : name)
    const module = modules.get(path)
    return module && (name === module.url || name === module.path) ? module : undefined
  }

  /** The script of a frame: what Node loaded, or the unit with this hash. */
  script(module: LiveModule, unit: string | undefined): Script | undefined {
    if (unit !== undefined) return this.#units.get(module)?.find(unit)
    const loaded = this.#loaded.get(module)
    return loaded && (loaded.script ??= new LoadedScript(loaded.text, module.loaded))
  }
}
