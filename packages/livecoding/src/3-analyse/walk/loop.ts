import { child, eachChild, isFunction, isLoop, text, type Node } from '../ast.ts'
import { besideOf } from './beside.ts'
import { newFrame, noteToken, type Frame, type Walk } from './frame.ts'
import { adopt, finish } from './function.ts'
import type { Span } from '../shapes.ts'
import type { Jump, LoopShape, Site } from '../site-shapes.ts'
import { find } from '../tokens.ts'
import { firstWords } from '../../messages/things.ts'
import { walk, walkBody } from './walk.ts'
import { place, type Place } from '../place.ts'

/** Has an `await` or a `yield` of its own: it may be under way for ever. */
export function waits(node: Node): boolean {
  if (node.type === 'AwaitExpression' || node.type === 'YieldExpression' || (node.type === 'ForOfStatement' && node.await === true)) return true
  let found = false
  eachChild(node, inner => { found ||= !isFunction(inner) && waits(inner) })
  return found
}

/** A loop of the top level is told by what stands in front of its body. */
const headOf = (node: Node, body: Node, code: string): string => firstWords(code.slice(node.start, body.start).replace(/\s+/g, ' ').trim())

/** An awaiting loop is a site: its condition, update and body; where it begins, and what it goes through, is its function's. */
export function walkLoop(at: Place, frame: Frame, w: Walk): void {
  const { node } = at
  const body = child(node, 'body')!
  const [test, update] = [child(node, 'test'), child(node, 'update')]
  const shape: LoopShape = {
    own: [], outer: [], jumps: [], top: frame.top, start: node.start, end: node.end, inner: false, heads: w.scopes.heads(node),
    ownThis: frame.site !== undefined && (frame.site.loop?.ownThis ?? frame.site.kind !== 'arrow'),
    ...(test && { test: span(test) }), ...(update && { update: span(update) }), ...(node.type === 'ForStatement' && behindEach(node, w.code)),
  }
  labels(at, shape)
  const block = body.type === 'BlockStatement'
  const { layer, hidden } = w.scopes.around(place(body, 'body', at))
  const site: Site = {
    kind: 'loop', flavour: frame.flavour, name: '', context: `${node.type}${node.await ? ' await' : ''}`, beside: besideOf(at, w.code),
    title: frame.title || headOf(node, body, w.code), ...span(body), head: body.start, params: [],
    list: { start: body.start, end: body.start }, body: span(body), entry: block ? body.start + 1 : body.start, block, own: '', deep: '', children: [], refs: [],
    free: new Set(), captures: new Set(), hidden, ...layer && { layer }, lexical: frame.lexical, depth: frame.depth, loop: shape,
    chunk: w.chunk, usesPrivate: false, ...(frame.owner && { within: frame.owner }), newTarget: false, constructible: false,
  }
  w.loops.set(node, site)
  noteToken(frame, '§')
  noteToken(frame, site.context)
  const inner = newFrame(w.isFirst, frame, site)
  for (const field of ['init', 'right', 'left']) {
    const part = child(node, field)
    if (part) walk(place(part, field, at), frame, w)
  }
  for (const part of [['test', test], ['update', update]] as const) {
    noteToken(inner, part[0])
    if (part[1]) walk(place(part[1], part[0], at), inner, w)
  }
  noteToken(inner, 'body')
  walkBody(place(body, 'body', at), inner, w)
  finish(site, inner)
  if (inner.awaits || node.await) frame.awaits = true
  if (inner.calls) frame.calls = true
  if (inner.makes) frame.makes = true
  adopt(site, frame)
}

/** Where condition and update of a `for (;;)` stand, or would. */
function behindEach(node: Node, code: string): { testAt: number, updateAt: number } {
  const init = child(node, 'init')
  const testAt = find(code, init?.end ?? find(code, node.start + 'for'.length, '(') + 1, ';', ')') + 1
  return { testAt, updateAt: find(code, child(node, 'test')?.end ?? testAt, ';', ')') + 1 }
}

const span = (node: Node): Span => ({ start: node.start, end: node.end })

function labels({ up }: Place, shape: LoopShape): void {
  let own = true
  for (let here = up; here && !isFunction(here.node); here = here.up) {
    if (isLoop(here.node)) shape.inner = true
    if (here.node.type !== 'LabeledStatement') {
      own = false
      continue
    }
    const label = text(child(here.node, 'label'))
    if (own) shape.own.push(label)
    else shape.outer.push({ label, loop: isLoop(child(here.node, 'body')) })
  }
}

/** Notes a statement that leaves the bodies of the awaiting loops around it. */
export function jump(at: Place, w: Walk): void {
  const { node } = at
  const label = text(child(node, 'label'))
  const kind = node.type === 'ReturnStatement' ? 'return' : node.type === 'BreakStatement' ? 'break' : 'continue'
  let caught = false
  let labelled = false
  for (let here = at.up; here && !isFunction(here.node); here = here.up) {
    if (here.node.type === 'LabeledStatement' && text(child(here.node, 'label')) === label) labelled = true
    const site = w.loops.get(here.node)
    const owns = site?.loop?.own.includes(label) ?? false
    if (site && !(kind !== 'return' && (label ? labelled && !owns : caught))) site.loop!.jumps.push(jumpOf(node, kind, label, owns))
    if (owns && label) return
    if (isLoop(here.node) || (here.node.type === 'SwitchStatement' && kind === 'break')) caught = true
  }
}

function jumpOf(node: Node, kind: Jump['kind'], label: string, owns: boolean): Jump {
  const value = child(node, 'argument')
  return { ...span(node), kind, ...(label !== '' && !owns && { label }), ...(value && { value: span(value) }) }
}

/** Notes a statement that ends a constructor; one of a function in it that is called where it is written ends that. */
export function returned({ node, up }: Place, { site }: Frame): void {
  if (site?.kind !== 'constructor') return
  let around = up
  while (around && !isFunction(around.node)) around = around.up
  if (around?.node.start !== site.start) return
  const value = child(node, 'argument')
  ;(site.returns ??= []).push({ ...span(node), ...(value && { value: span(value) }) })
}
