import { types } from 'node:util'
import { bareName, saidName } from '../../3-analyse/scope/block.ts'
import { WHOLE } from '../../3-analyse/items/commonjs.ts'
import { completedBy, derivedBy } from '../../3-analyse/items/completes.ts'
import { isDeclaration } from '../../3-analyse/says.ts'
import type { Item, Model, Placed } from '../../3-analyse/shapes.ts'
import { importersOf } from '../../graph/graph.ts'
import { importedBy } from '../../graph/leads.ts'
import { targetOfImport } from '../../graph/targets.ts'
import { problem } from '../../messages/message.ts'
import { peekName } from '../../runtime/binding.ts'
import { warn, type Draft } from '../draft.ts'
import { whereIs } from '../../3-analyse/where.ts'
import { calledAs, writersIn, writtenBy, type Writers } from './writers.ts'

/**
 * A statement that did not change is not run again. Where it completes a variable that is evaluated again, as `app.use(log)` does
 * with `app = express()`, the new value lacks what the statement gave to the old one: that is told.
 */
export function tellIncomplete(draft: Draft, ran: ReadonlySet<Item>): void {
  tellDerived(draft, ran)
  if (draft.anew.size === 0) return
  const { after } = draft.change
  const own = new Map([...draft.anew].map(name => [name, name]))
  const writers = writersIn(after, own)
  const completes = (model: Model, names: Names, item: Item, placed: Placed): string | undefined =>
    says(item, names) ? completedBy(model.path, placed.chunk, item, model.format, names) : undefined
  const found = statementsOf(after, saying(after, [...own.keys(), ...writers.keys()]), ran, (item, placed) => completes(after, own, item, placed) ?? writtenBy(item, placed.chunk, writers))
  for (const [name, statements] of found) tellLate(draft, name, name, statements)
  for (const { model, names, calls } of importing(draft, writers)) {
    const others = saying(model, [...names.keys(), ...calls.keys()]).filter(({ chunk }) => !isDeclaration(chunk.source))
    const said = new Map([...names].map(([local, variable]) => [variable, local]))
    const found = statementsOf(model, others, ran, (item, placed) => names.get(completes(model, names, item, placed) ?? '') ?? writtenBy(item, placed.chunk, calls))
    for (const [variable, statements] of found) tellLate(draft, variable, said.get(variable) ?? variable, statements)
  }
}

/** The same for a literal that is patched: what a statement computes from it, `words = words.map(toPattern)`, it computed from what the literal was. */
function tellDerived(draft: Draft, ran: ReadonlySet<Item>): void {
  const { change: { after: model }, patched } = draft
  for (const [name, statements] of statementsOf(model, saying(model, [...patched]), ran, (item, placed) => derivedBy(model.path, placed.chunk, item, model.format, patched))) {
    const [{ item, placed }] = statements as [Statement]
    // A proxy of the literal's object takes the patch as that object does.
    if (model.bindings.has(name) && types.isProxy(peekName(draft.module, name))) continue
    warn(draft, problem('LC2302', { name: saidName(name), how: 'patched', count: statements.length }), placed, item.start)
  }
}

/** Most statements say none of the names, and need not be analysed. */
function saying({ placed }: Model, names: readonly string[]): Placed[] {
  const words = names.map(name => bareName(name).replace(/^.*\./, ''))
  return placed.filter(({ chunk }) => words.some(word => chunk.source.includes(word)))
}

/** Statements that did not run, by what is found in them. */
function statementsOf({ path }: Model, among: readonly Placed[], ran: ReadonlySet<Item>, find: (item: Item, placed: Placed) => string | undefined): Map<string, Statement[]> {
  const found = new Map<string, Statement[]>()
  for (const placed of among) {
    for (const item of placed.chunk.items) {
      if (item.kind !== 'statement' || ran.has(item)) continue
      const name = find(item, placed)
      if (name !== undefined) found.set(name, [...found.get(name) ?? [], { path, item, placed }])
    }
  }
  return found
}

interface Statement { path: string, item: Item, placed: Placed }

/** Local name in the module that has the statement, and in the one that declares the variable. */
type Names = ReadonlyMap<string, string>

const says = ({ reads }: Item, names: Names): boolean => names.keys().some(name => reads.has(name === WHOLE ? 'module' : name))

/** `calls`: functions and methods, as they are called there, that give something to one of the variables. */
interface Importing { model: Model, names: Names, calls: Writers }

/** Modules in which a statement may say one of the variables, which are objects, or call a function that gives to one: nobody else can give them something. */
function importing({ world, module, anew }: Draft, writers: Writers): Importing[] {
  const objects = new Set([...anew].filter(name => Object(peekName(module, name)) === peekName(module, name)))
  if (objects.size === 0) return []
  return importersOf(world, module).flatMap((importer): Importing[] => {
    if (importer.dormant || !importer.runtime) return []
    const [names, calls] = [new Map<string, string>(), new Map<string, string>()]
    for (const [local, specifier, imported] of importedBy(importer)) {
      const target = targetOfImport(world, importer, { specifier, imported }, 'newest')
      if (target?.kind !== 'binding' || target.module !== module) continue
      if (objects.has(target.local)) names.set(local, target.local)
      for (const [called, given] of calledAs(writers, target.local, local)) if (objects.has(given)) calls.set(called, given)
    }
    return names.size + calls.size > 0 ? [{ model: importer.pending ?? importer.current, names, calls }] : []
  })
}

/** What was computed from something else that changed may be the same object as before: that shows once it is there. */
function tellLate({ module, late, evaluate }: Draft, variable: string, name: string, statements: readonly Statement[]): void {
  const before = peekName(module, variable)
  const [{ path, item, placed }] = statements as [Statement]
  const { line, column } = whereIs(item.start, placed)
  const call = (): void => {
    if (Object.is(peekName(module, variable), before)) return
    late.push({ ...problem('LC2302', { name: saidName(name), how: 'made anew', count: statements.length }), file: path, line, column: column + 1 })
  }
  evaluate.push({ at: Infinity, step: { do: 'call', module, line, call } })
}
