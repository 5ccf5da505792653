import type { Ref } from '../../3-analyse/reference-shapes.ts'
import type { Chunk } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'

/**
 * What code does with the name of a function or class: it calls what is asked for, something else of it, or gives it to somebody. `parts`: the name is
 * that of an object which has it under these.
 */
export function useOf(ref: Ref, chunk: Chunk, { member }: Site, parts?: ReadonlySet<string>): 'call' | 'no call' | 'other' {
  if (parts) return ref.part === undefined || ref.write ? 'other' : !parts.has(ref.part) ? 'no call' : !member && callsPart(ref, chunk) ? 'call' : 'other'
  if (!member) return ref.form === 'call' ? 'call' : 'other'
  if (ref.write) return 'other'
  if (/\binstanceof\s+$/.test(before(ref, chunk))) return 'no call'
  if (ref.part === undefined) return !/\bnew\s+$/.test(before(ref, chunk)) ? 'other' : member.kind === 'constructor' ? 'call' : 'no call'
  if (/\bnew\s+$/.test(before(ref, chunk))) return 'other'
  if (member.kind === 'constructor' || ref.part !== member.key) return ref.part === 'prototype' ? 'other' : 'no call'
  return callsPart(ref, chunk) ? 'call' : 'other'
}

/** `app.start(`, `this.#start(`: the property is called where it is read. */
export const callsPart = ({ end, part, path }: Ref, { code, base }: Chunk): boolean =>
  path === undefined && part !== undefined && code.slice(end - base).replace(/^\s*\.\s*/, '').startsWith(part) && /^\s*\.\s*[#\w$]+\s*\(/.test(code.slice(end - base))

const before = ({ at }: Ref, { code, base }: Chunk): string => code.slice(Math.max(0, at - base - 32), at - base)
