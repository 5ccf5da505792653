import { placedLater, type Spans } from './later-chunk.ts'
import { analyse } from '../model.ts'
import type { Binding, Eager, Export, Format, ImportBinding, Model, Outline, Placed, Request } from '../shapes.ts'

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
  readonly spans: Spans | undefined
  #placed: Placed[] | undefined

  constructor(path: string, text: string, format: Format, outline: Outline, spans: Spans | undefined) {
    this.path = path
    this.text = text
    this.format = format
    this.spans = spans
    this.bindings = outline.bindings
    this.imports = outline.imports
    this.requests = outline.requests
    this.exports = outline.exports
    this.stars = outline.stars
    this.rerun = outline.rerun
    this.passesOn = outline.passesOn
    if (outline.eager) this.eager = outline.eager
  }

  get placed(): Placed[] {
    if (this.#placed) return this.#placed
    if (this.spans) return this.#placed = placedLater(this.path, this.text, this.format, this.spans)
    const analysis = analyse(this.path, this.text, this.format)
    if ('errors' in analysis) throw new Error(`${this.path} was loaded, and does not parse: ${analysis.errors[0]!.message}`)
    return this.#placed = analysis.model.placed
  }
}
