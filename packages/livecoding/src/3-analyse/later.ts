import { analyse } from './model.ts'
import type { Binding, Eager, Export, Format, ImportBinding, Model, Outline, Placed, Request } from './shapes.ts'

/**
 * The model of a module that was loaded and that no edit has met: the outline is there, the statements are analysed
 * when somebody asks for them. That text was analysed before, so it has no errors.
 */
export class LaterModel implements Model {
  readonly path: string
  readonly text: string
  readonly format: Format
  bindings: Map<string, Binding>
  imports: Map<string, ImportBinding>
  requests: Request[]
  exports: Map<string, Export>
  stars: string[]
  rerun: boolean
  passesOn: boolean
  eager?: Eager
  #placed: Placed[] | undefined

  constructor(path: string, text: string, format: Format, outline: Outline) {
    this.path = path
    this.text = text
    this.format = format
    this.bindings = outline.bindings
    this.imports = outline.imports
    this.requests = outline.requests
    this.exports = outline.exports
    this.stars = outline.stars
    this.rerun = outline.rerun
    this.passesOn = outline.passesOn
    if (outline.eager) this.eager = outline.eager
  }

  /** Imports and exports become those of the statements: readers look for the one in the other. */
  get placed(): Placed[] {
    if (this.#placed) return this.#placed
    const analysis = analyse(this.path, this.text, this.format)
    if ('errors' in analysis) throw new Error(`${this.path} was loaded, and does not parse: ${analysis.errors[0]!.message}`)
    const { placed, imports, requests, exports } = analysis.model
    Object.assign(this, { imports, requests, exports })
    return this.#placed = placed
  }
}
