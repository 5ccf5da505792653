import { UnitScript, type SourcePiece } from './script.ts'

interface Unit { text: string, pieces: readonly SourcePiece[], hash?: string, script?: UnitScript }

/**
 * The units of one module whose code may still run. All of them have the url of the file; V8 tells them apart by the
 * hash of their text. A unit is forgotten with its holder, the object that all of its functions keep alive.
 */
export class Units {
  readonly #units = new WeakMap<object, Unit[]>()
  #holders: WeakRef<object>[] = []
  #sweepAt = 64

  add(text: string, pieces: readonly SourcePiece[], holder: object): void {
    const known = this.#units.get(holder)
    if (known) {
      known.push({ text, pieces })
      return
    }
    this.#units.set(holder, [{ text, pieces }])
    this.#holders.push(new WeakRef(holder))
    if (this.#holders.length < this.#sweepAt) return
    this.#holders = this.#holders.filter(each => each.deref() !== undefined)
    this.#sweepAt = Math.max(64, 2 * this.#holders.length)
  }

  find(hash: string): UnitScript | undefined {
    for (const holder of this.#holders) {
      const object = holder.deref()
      const unit = object && this.#units.get(object)?.find(each => (each.hash ??= hashOf(each.text)) === hash)
      if (unit) return unit.script ??= new UnitScript(unit.text, unit.pieces)
    }
    return undefined
  }
}

// Loaded when the first stack with new code is shown, not when the program starts.
const hashOf = (text: string): string => process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex')
