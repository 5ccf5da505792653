import { allClosures, open } from './closures.ts'
import { allCommonForms } from './common-text.ts'
import type { Dice } from './dice.ts'
import type { Memory } from './edits.ts'
import { allSubscriptions } from './listener-text.ts'
import { folders, heads, labels, ways, type ClassItem, type Entry, type Expression, type Field, type Item, type Module } from './program.ts'
import { shapes } from './shapes.ts'

/** What may give a value in a literal. */
export const formsOf = { object: ['getter', 'pair', 'method', 'arrow'], map: ['method', 'arrow'], array: ['method', 'arrow'] } as const

export const saidAs = ['text', 'shift', 'next', 'before'] as const

export const styleOf = (dice: Dice): Module['style'] =>
  ({ semicolons: dice.below(2) > 0, types: dice.below(2) > 0, comments: dice.below(2) > 0, wide: dice.below(2) > 0, imports: dice.of(['named', 'star', ...ways]) })

export const moduleOf = (name: string, dice: Dice, spaces = false): Module => {
  const format = dice.below(5) < 3 ? 'module' : dice.of(allCommonForms)
  return { name, style: styleOf(dice), format, base: format !== 'module' || dice.below(3) === 0, ...dice.below(4) === 0 && { script: true }, ...spaces && dice.below(3) > 0 && { folder: dice.of(folders) }, items: [] }
}

export function itemOf(memory: Memory, dice: Dice, others: readonly Item[]): Item {
  const id = memory.fresh()
  const exported = dice.of(['no', 'inline', 'list', 'renamed', 'default'] as const)
  const named = { exported, ...dice.below(3) === 0 && { anonymous: true } }
  const body = expressionOf(dice, others, 2)
  switch (dice.of(['function', 'function', 'function', 'variable', 'variable', 'class', 'class', 'factory', 'factory', 'statement', 'effect', 'effect', 'loop', 'loop', 'enum', 'namespace'] as const)) {
    case 'function': {
      const states = others.filter(each => each.kind === 'variable' && each.type === 'number')
      return {
        kind: 'function', id, name: `fun${id}`, ...named, form: dice.of(['declaration', 'declaration', 'arrow', 'expression']), flavour: dice.of(['plain', 'plain', 'plain', 'plain', 'async', 'generator']),
        shape: dice.of(shapes), body, ...dice.below(3) === 0 && { second: id, pattern: dice.below(3) === 0 }, ...states.length > 0 && dice.below(2) > 0 && { writes: dice.of(states).id }, ...dice.below(2) > 0 && { lazy: true },
      }
    }
    case 'variable': {
      const type = dice.of(['number', 'number', 'number', 'computed', 'called', 'object', 'map', 'array', 'set'] as const)
      const entries = type === 'number' ? [] : Array.from({ length: dice.below(4) }, (_, index): Entry => ({ key: `k${index}`, value: memory.fresh(), ...type in formsOf && index !== 1 && dice.below(3) === 0 && { form: dice.of(formsOf[type as keyof typeof formsOf]) }, ...(type === 'object' || type === 'map') && index === 1 && { inner: [{ key: 'deep', value: id }] } }))
      const declares = type === 'computed' || type === 'called' ? 'const' : dice.of(['let', 'let', 'const', 'var'] as const)
      const open = type === 'number' && declares !== 'const'
      return {
        kind: 'variable', id, name: `var${id}`, ...named, declares, type, ...open && dice.below(3) === 0 && { pattern: dice.of(['object', 'array', 'default'] as const) }, ...open && dice.below(3) === 0 && { twin: memory.fresh() },
        value: type === 'number' ? { say: 'number', value: id } : body, entries,
      }
    }
    case 'class': {
      const parents = others.filter(each => each.kind === 'class')
      return {
        kind: 'class', id, name: `Kind${id}`, ...named, ...dice.below(3) === 0 && { made: dice.of(['function', 'closure', 'mixin'] as const) }, ...dice.below(4) === 0 && { hidden: id }, ...dice.below(4) === 0 && { also: id }, ...dice.below(4) === 0 && { marked: id }, assigns: dice.below(3) === 0, ...dice.below(3) === 0 && { param: true }, ...dice.below(3) === 0 && { block: id }, ...dice.below(3) === 0 && { brand: id }, fields: Array.from({ length: dice.below(3) }, (_, index) => ({ key: `f${id}_${index}`, value: memory.fresh(), ...fieldKind(dice) })),
        statics: dice.below(2) > 0 ? [{ key: 's', value: id }] : [], methods: Array.from({ length: 1 + dice.below(2) }, (_, index) => methodOf(dice, index, others)), ...parents.length > 0 && dice.below(2) > 0 && { parent: dice.of(parents).id },
      }
    }
    case 'factory': return { kind: 'factory', id, name: `make${id}`, exported, form: dice.of(dice.below(3) > 0 ? allClosures : open), body }
    case 'effect': return { kind: 'effect', id, name: `effect${id}`, exported: 'no', form: dice.of(['on', 'on', 'once', 'target', 'process', 'interval', 'timeout', 'hot', 'hot', 'record', 'record', 'record', ...allSubscriptions]), value: id, body }
    case 'loop': return { kind: 'loop', id, name: `loop${id}`, exported, form: dice.of(['generator', 'async', 'async generator']), head: dice.of(heads), ...dice.below(2) === 0 && { labelled: dice.of(labels) }, ...dice.below(2) === 0 && { around: dice.of(['function', 'arrow', 'method'] as const) }, body }
    case 'namespace': return { kind: 'namespace', id, name: `Space${id}`, exported, body, ...dice.below(2) > 0 && { count: id }, ...dice.below(3) === 0 && { hidden: id }, ...dice.below(3) === 0 && { inner: id }, ...dice.below(3) === 0 && { deep: id }, ...dice.below(3) === 0 && { parts: true }, entries: Array.from({ length: dice.below(3) }, (_, index): Entry => ({ key: `k${index}`, value: memory.fresh() })) }
    case 'enum': return { kind: 'enum', id, name: `Enum${id}`, exported, ...dice.below(3) === 0 && { constant: true }, ...dice.below(3) === 0 && { split: dice.below(3) }, entries: Array.from({ length: 1 + dice.below(3) }, (_, index): Entry => ({ key: `k${index}`, value: memory.fresh(), ...dice.below(2) > 0 && { as: dice.of(saidAs) } })) }
    case 'statement': return { kind: 'statement', id, name: `statement${id}`, exported: 'no', value: id }
  }
}

/** What a private field holds cannot be looked at, so its decorators stay. */
export const fieldKind = (dice: Dice): Pick<Field, 'private' | 'times'> => ({ private: dice.below(3) === 0, ...dice.below(4) === 0 && { times: 2 + dice.below(3) } })

export const methodOf = (dice: Dice, number: number, others: readonly Item[], fields: ClassItem['fields'] = []): ClassItem['methods'][number] => {
  const kind = dice.of(['method', 'method', 'method', 'getter', 'static', 'setter', 'private', 'accessor', 'private accessor', 'private static', 'static getter', 'async', 'generator'] as const)
  const key = kind.includes('private') || kind === 'accessor' ? `${kind.replace(' ', '_')}${number}` : `go${number}`
  return { key, kind, body: expressionOf(dice, others, 2), calls: dice.below(2) > 0, ...['method', 'getter', 'static'].includes(kind) && dice.below(4) === 0 && { symbol: true }, ...dice.below(4) === 0 && { times: 2 + dice.below(3) }, ...(kind === 'setter' || kind === 'private accessor') && fields.length > 0 && { writes: dice.of(fields).key } }
}

export function expressionOf(dice: Dice, others: readonly Item[], depth: number): Expression {
  const inner = (): Expression => expressionOf(dice, others, depth - 1)
  if (depth === 0) return dice.of([{ say: 'x' }, { say: 'number', value: dice.below(10) }, { say: 'own', pick: dice.below(4) }] as const)
  switch (dice.below(7)) {
    case 0: return { say: 'x' }
    case 4: return { say: 'data', pick: dice.below(6) }
    case 1: return { say: 'own', pick: dice.below(4) }
    case 2: return { say: 'sum', left: inner(), right: inner() }
    case 3: return { say: 'each', inner: inner() }
    default: return others.length > 0 ? { say: 'of', id: dice.of(others).id, pick: dice.below(6), argument: inner() } : { say: 'x' }
  }
}
