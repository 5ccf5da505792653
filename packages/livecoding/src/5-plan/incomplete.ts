import { completedBy } from '../3-analyse/completes.ts'
import type { Item, Model, Placed } from '../3-analyse/shapes.ts'
import { importersOf } from '../6-verify/graph.ts'
import { importedBy } from '../6-verify/leads.ts'
import { targetOfImport } from '../6-verify/targets.ts'
import { problem } from '../messages/message.ts'
import { peekName } from '../runtime/binding.ts'
import type { Draft } from './draft.ts'
import { whereIs } from './unit.ts'

/**
 * A statement that did not change is not run again. Where it completes a variable that is evaluated again, as `app.use(log)` does
 * with `app = express()`, the new value lacks what the statement gave to the old one: that is told.
 */
export function tellIncomplete(draft: Draft, ran: ReadonlySet<Item>): void {
  if (draft.anew.size === 0) return
  for (const [model, names] of [[draft.change.after, new Map([...draft.anew].map(name => [name, name]))] as const, ...importing(draft)]) {
    const found = new Map<string, Statement[]>()
    for (const placed of model.placed) {
      // Most statements say none of the names, and need not be analysed.
      if (!names.keys().some(name => placed.chunk.source.includes(name))) continue
      for (const item of placed.chunk.items) {
        if (item.kind !== 'statement' || ran.has(item) || !says(item, names)) continue
        const name = completedBy(model.path, placed.chunk, item, model.format, names)
        if (name !== undefined) found.set(name, [...found.get(name) ?? [], { path: model.path, item, placed }])
      }
    }
    for (const [name, statements] of found) tellLate(draft, names.get(name)!, name, statements)
  }
}

interface Statement { path: string, item: Item, placed: Placed }

/** Local name in the module that has the statement, and in the one that declares the variable. */
type Names = ReadonlyMap<string, string>

const says = ({ reads }: Item, names: Names): boolean => names.keys().some(name => reads.has(name))

/** Modules in which a statement may say one of the variables, which are objects: nobody else can give them something. */
function importing({ world, module, anew }: Draft): [Model, Names][] {
  const objects = new Set([...anew].filter(name => Object(peekName(module, name)) === peekName(module, name)))
  if (objects.size === 0) return []
  return importersOf(world, module).flatMap((importer): [Model, Names][] => {
    if (importer.dormant || !importer.runtime) return []
    const model = importer.pending ?? importer.current
    const names = new Map(importedBy(importer).flatMap(([local, specifier, imported]): [string, string][] => {
      const target = targetOfImport(world, importer, { specifier, imported }, 'newest')
      return target?.kind === 'binding' && target.module === module && objects.has(target.local) && mayCall(model.text, local) ? [[local, target.local]] : []
    }))
    return names.size > 0 ? [[model, names]] : []
  })
}

/** A line begins with the name: most modules have no such statement, and need not be analysed. */
const mayCall = (text: string, name: string): boolean => new RegExp(`^(?:await |void )?${name.replaceAll('$', '\\$')}\\b`, 'm').test(text)

/** What was computed from something else that changed may be the same object as before: that shows once it is there. */
function tellLate({ module, late, evaluate }: Draft, variable: string, name: string, statements: readonly Statement[]): void {
  const before = peekName(module, variable)
  const [{ path, item, placed }] = statements as [Statement]
  const { line, column } = whereIs(item.start, placed)
  evaluate.push({ at: Infinity, step: {
    do: 'call', module, line,
    call: () => { if (!Object.is(peekName(module, variable), before)) late.push({ ...problem('LC2302', { name, count: statements.length }), file: path, line, column: column + 1 }) },
  } })
}
