import { splice } from '../instrument/edits.ts'
import { recordSlot } from '../5-plan/records.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { World } from '../world.ts'

/** The slots that guards name: `$lc1_0.m1s5`, `$lcu7.u12`, `$lcK("m1s5"`. */
const guards = /\$lc(?:\d+_\d+\.(m\d+s\d+)|u\d+\.(u\d+)|K\("(\w+)")/g

/**
 * Lets `String(f)` give the source of a function as it is now, without guards: programs send functions to workers and
 * browsers. Other functions are Node's affair. Gives what takes the change back.
 */
export function installToString(world: World): () => void {
  const { toString } = Function.prototype
  const replacement = {
    toString(this: unknown): string {
      const text = Reflect.apply(toString, this === replacement ? toString : this, []) as string
      return text.includes('$lc') ? sourceOf(world, text) ?? text : text
    },
  }.toString
  // `node --frozen-intrinsics` keeps it as it is.
  Reflect.defineProperty(Function.prototype, 'toString', { value: replacement, writable: true, enumerable: false, configurable: true })
  return () => { if (Function.prototype.toString === replacement) Object.defineProperty(Function.prototype, 'toString', { value: toString, writable: true, enumerable: false, configurable: true }) }
}

/** What is inside is numbered first: a function's own slot has the highest number. */
function slotIn(text: string): string | undefined {
  let own: string | undefined
  for (const match of text.matchAll(guards)) {
    const slot = match[1] ?? match[2] ?? match[3]!
    if (own === undefined || numberOf(slot) > numberOf(own)) own = slot
  }
  return own
}

/** As it is, guards included. */
const native = Function.prototype.toString

/** The slot that a function's own guard looks at. */
export const slotOf = (held: (...args: never[]) => unknown): string | undefined => slotIn(Reflect.apply(native, held, []) as string)

function sourceOf(world: World, text: string): string | undefined {
  const own = slotIn(text)
  const site = own && siteOf(world, own)
  return site && textOf(site)
}

const numberOf = (slot: string): number => Number(/\d+$/.exec(slot)![0])

/** The site where the source has it now, which may be in another module than the one that was loaded with it; else where it was last. */
function siteOf(world: World, slot: string): Site | undefined {
  const id = /^m(\d+)s/.exec(slot)?.[1]
  const loaded = id === undefined ? undefined : world.byId.get(Number(id))!
  if (loaded) recordSlot(loaded, numberOf(slot))
  let last: Site | undefined
  for (const module of loaded ? [loaded, ...world.byId.values()] : world.byId.values()) {
    for (const [site, { versions }] of module.records) {
      if (!versions.some(version => version.field === slot)) continue
      if (!module.dormant && module.current.placed.some(({ chunk }) => chunk === site.chunk)) return site
      last ??= site
    }
  }
  return last
}

/** The source with erased types as white space, which is what runs. */
function textOf(site: Site): string {
  const { chunk, member } = site
  const start = member && site.kind !== 'class' ? afterStatic(site) : site.head
  return splice(chunk, start, site.end, chunk.marks)
}

function afterStatic({ chunk, member }: Site): number {
  const text = chunk.code.slice(member!.start - chunk.base, member!.end - chunk.base)
  const modifiers = /^(?:(?:@[\w$.]+(?:\([^)]*\))?|static|public|private|protected|override|readonly)\s+)*/.exec(text)![0]
  return member!.start + modifiers.length
}
