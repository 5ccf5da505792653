import { chunksOf } from './chunks.ts'
import { DEFAULT } from './items.ts'
import { isTypeOnly, modelOf } from './outline.ts'
import type { SyntaxProblem } from './parse.ts'
import { reuse } from './reuse.ts'
import { withOutlineOf } from './same-outline.ts'
import type { Format, Model } from './shapes.ts'

export type Analysis = { model: Model } | { errors: SyntaxProblem[] }

/**
 * The model of a text. With the model of an earlier text of the file only the statements around the difference are
 * parsed again, and all others are the same values as before.
 */
export function analyse(path: string, text: string, format: Format, earlier?: Model): Analysis {
  const reused = earlier && reuse(path, text, format, earlier)
  if (reused) {
    const same = withOutlineOf(earlier, text, reused)
    if (same) return { model: same }
    const { model, doubtful } = modelOf(path, text, format, reused.placed)
    if (!doubtful) return { model }
  }
  const whole = chunksOf(path, text, format)
  if (whole.errors.length > 0) return { errors: whole.errors }
  const { model, doubtful } = modelOf(path, text, format, whole.placed)
  const errors = doubtful ? badExports(model) : []
  return errors.length > 0 ? { errors } : { model }
}

/** The parser leaves these to TypeScript's checker, and then Node would not load the file. */
function badExports({ placed, exports, bindings, imports, path, text }: Model): SyntaxProblem[] {
  return placed.flatMap(({ chunk, start }) => chunk.exports.flatMap(each => {
    const at = start + each.at - chunk.base
    const last = exports.get(each.name)
    if (last && last !== each && (last.local !== each.local || last.from !== each.from || each.local === DEFAULT)) return { message: `Duplicate export of '${each.name}'`, at }
    const { local } = each
    const declared = local === undefined || local === DEFAULT || bindings.has(local) || imports.has(local) || isTypeOnly({ bindings, imports, path, text }, local)
    return declared ? [] : { message: `Export '${local}' is not defined in module`, at }
  }))
}
