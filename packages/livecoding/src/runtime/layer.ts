export type Code = (this: unknown, ...args: unknown[]) => unknown

/** Code that stands in front of the code of a site; `original` calls what is behind it. */
export interface Link { code: Code, behind: Link | undefined }

type Targeted = (self: unknown, args: ArrayLike<unknown>, target: unknown) => unknown

const mark = Symbol('livecoding.layer')

/**
 * What stands in the slot of a site that is overridden:
 *
 *     guard ──> last link ──> … ──> first link ──> the newest code of the source
 *
 * Updates fill the place behind the links, so edits of the source go on underneath.
 */
export class Layer {
  base: unknown
  last: Link | undefined
  /** What the slot holds. */
  readonly code: unknown

  /** Functions that say `new.target` are called by their guards as `code(this, arguments, new.target)`. */
  readonly #givesTarget: boolean

  constructor(base: unknown, givesTarget: boolean) {
    this.base = base
    this.#givesTarget = givesTarget
    const run = (self: unknown, args: unknown[]): unknown => this.call(this.last, self, args)
    const code = givesTarget
      ? (self: unknown, args: ArrayLike<unknown>, target: unknown) => target === undefined ? run(self, Array.from(args)) : (this.base as Targeted)(self, args, target)
      : function (this: unknown, ...args: unknown[]) { return run(this, args) }
    this.code = Object.assign(code, { [mark]: this })
  }

  call(link: Link | undefined, self: unknown, args: unknown[]): unknown {
    if (link) return Reflect.apply(link.code, self, args)
    return this.#givesTarget ? (this.base as Targeted)(self, args, undefined) : Reflect.apply(this.base as Code, self, args)
  }

  add(make: (original: Code) => Code): Link {
    const link: Link = { code: () => undefined, behind: this.last }
    const behind = (self: unknown, args: unknown[]): unknown => this.call(link.behind, self, args)
    link.code = make(function (...args) { return behind(this, args) })
    return this.last = link
  }

  remove(link: Link): void {
    if (this.last === link) this.last = link.behind
    for (let each = this.last; each; each = each.behind) if (each.behind === link) each.behind = link.behind
  }
}

export const layerIn = (code: unknown): Layer | undefined => typeof code === 'function' ? (code as { [mark]?: Layer })[mark] : undefined
