import assert from 'node:assert/strict'
import { types } from 'node:util'
import type { UpdateReport } from '../../src/index.ts'
import type { Lived } from './history.ts'
import { fileOf, flavourOf, isSameLoop, itemsOf, makerOf, type FunctionItem, type Item, type LoopItem, type Program } from './program.ts'
import { exportOf, isAnonymous } from './say.ts'

type Problem = UpdateReport['problems'][number]

/** Which item a problem is told of. */
export const namedBy = ({ message }: Pick<Problem, 'message'>): string => /^(?:The (?:loop|closure|function|class) in |A held (?:closure in )?)?"?([\w$]+)/.exec(message)![1]!

/**
 * Problems are told of items that they are true of, and of no others; what must be told is told. LC2101 of factories is looked at where
 * their closures are held (`held-closures.ts`), values that are kept where they are compared (`check.ts`).
 */
export function checkWarnings({ problems }: UpdateReport, after: Program, lives: ReadonlyMap<number, Lived>, things: ReadonlyMap<number, unknown>): void {
  const items = new Map(itemsOf(after).flatMap(({ item }): [string, Item][] => [[item.name, item], ...item.kind === 'class' ? [[makerOf(item), item] as [string, Item]] : []]))
  const said = JSON.stringify(problems)
  for (const problem of problems) {
    const item = items.get(namedBy(problem)) ?? itemsOf(after).find(({ item: each, module }) => namedBy(problem) === 'default' && fileOf(module) === problem.file && isAnonymous(after, module, each))?.item
    const lived = item && lives.get(item.id)
    switch (problem.code) {
      // What a call has made may wait for the collector, so it is told of closures that nobody here holds.
      case 'LC2101': {
        assert.ok(item?.kind !== 'class' || /^(?:The \w+ in )?make_\d+\.(go|mixed) /.test(problem.message) || hasClosures(lived), `a class that a call made reaches all variables around it: ${said}`)
        assert.ok(!problem.message.startsWith('The loop in') || item?.kind === 'factory' || item?.kind === 'loop' && isOther(lived), `a loop reaches its variables: ${said}`)
        break
      }
      case 'LC2102': {
        // What comes back may have gone as another kind. So may an arrow function in a literal, in the place of which the source has a function.
        assert.ok(item?.kind === 'factory' || item?.kind === 'variable' || lived?.fate === 'new' || changesKind(lived) || item?.kind === 'loop' && item.around !== undefined && isOther(lived), `nothing held becomes another kind of function: ${said}`)
        break
      }
      case 'LC2301': {
        assert.ok(item?.kind === 'variable' && item.type === 'called', `no call made it: ${said}`)
        break
      }
      case 'LC2103': {
        const now = itemsOf(after).find(({ item: each, module }) => fileOf(module) === problem.file && exportOf(after, module, each) === 'default')?.item
        assert.ok(namedBy(problem) === 'default' && now && lives.get(now.id)?.fate === 'new', `the default export is the same item: ${said}`)
        break
      }
      case 'LC2202': break
      // A file that comes back gives its object the properties that it has: these are defined once.
      case 'LC2104': {
        assert.ok(after.modules.some(module => fileOf(module) === problem.file && module.format === 'defined'), `nothing is defined there: ${said}`)
        break
      }
      default: assert.fail(`an unexpected problem: ${said}`)
    }
  }
  const told = (code: string, { name, anonymous }: Item): boolean => problems.some(each => each.code === code && (namedBy(each) === name || anonymous === true && namedBy(each) === 'default'))
  for (const lived of lives.values()) if (lived.fate === 'edited' && lived.item.kind !== 'class' && changesKind(lived) && !mayBe(things.get(lived.item.id), lived.item)) assert.ok(told('LC2102', lived.item), `${lived.item.name} is another kind of function, and nobody is told: ${said}`)
}

/** Calls of its methods have made closures, which may wait for the collector; so may those of one that comes back. */
const hasClosures = (lived: Lived | undefined): boolean => lived?.fate === 'new' || (JSON.stringify(lived?.before) ?? '').includes('"say":"each"')

/** A loop in a function of another kind, or in another shape, goes on as a running call does. */
const isOther = (lived: Lived | undefined): boolean => {
  const [now, was] = [lived?.item, lived?.before] as (LoopItem | undefined)[]
  return now !== undefined && (was?.kind !== 'loop' || !isSameLoop(now, was))
}

/** What was made as a plain function gives what its source says, also after it was async for a while. */
export function mayBe(thing: unknown, item: Item): boolean {
  const flavour = item.kind === 'loop' ? flavourOf(item) : item.kind === 'function' ? item.flavour : 'plain'
  const [isAsync, isGenerator] = [types.isAsyncFunction(thing), types.isGeneratorFunction(thing)]
  if (!isAsync && !isGenerator) return item.kind === 'function' && (item.form === 'arrow' || flavour !== 'plain') || Object.hasOwn(thing as object, 'prototype')
  return isAsync === flavour.startsWith('async') && isGenerator === flavour.includes('generator')
}

/** An async function or a generator gives promises or generators for ever, and an arrow function cannot be constructed. */
function changesKind(lived: Lived | undefined): boolean {
  const { item, before } = lived ?? {}
  if (item?.kind === 'loop' && before?.kind === 'loop') return flavourOf(before) !== 'plain' && flavourOf(item) !== flavourOf(before)
  if (item?.kind === 'class' && before?.kind === 'class') return item.methods.some(method => before.methods.some(each => each.key === method.key && each.kind !== method.kind))
  if (item?.kind !== 'function' || before?.kind !== 'function') return false
  return before.flavour !== 'plain' && item.flavour !== before.flavour || !isConstructible(before) && isConstructible(item)
}

const isConstructible = ({ form, flavour }: FunctionItem): boolean => flavour === 'plain' && form !== 'arrow'
