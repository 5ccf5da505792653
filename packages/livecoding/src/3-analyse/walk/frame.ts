import type { Node } from '../ast.ts'
import type { Block } from '../scope/block.ts'
import type { Step } from './constructed.ts'
import type { Exit } from './exits.ts'
import type { Blank } from '../erase/erase.ts'
import { fingerprint } from '../hash.ts'
import type { Ref } from '../reference-shapes.ts'
import type { Chunk } from '../shapes.ts'
import type { Flavour, Lexical, Site } from '../site-shapes.ts'
import type { SyntaxProblem } from '../parse.ts'
import type { Scopes } from '../scope/scope.ts'

/** What the walk knows everywhere in one chunk. */
export interface Walk {
  code: string
  scopes: Scopes
  chunk: Chunk
  /** Takes a type, or what goes with it, out of the code. */
  blank: Blank
  /** What only the walk finds: the parser does not look into regular expressions. */
  errors: SyntaxProblem[]
  /** `var`s of a statement that belong to the module. */
  hoisted: Set<string>
  /** Decorators have the meaning they had before the standard. */
  legacy(): boolean
  /** Awaiting loops by their node. */
  loops: Map<Node, Site>
  /** What the classes that are walked do with `this`. */
  steps: Map<Site, Step[]>
  /** Of blocks that were asked for: the statements that may leave them. */
  exits?: Map<Node, { at: number, exit: Exit }[]>
  /** Names that blocks call. */
  called?: Map<Node, ReadonlySet<string>>
  commonjs: boolean
  /** The text is loaded for the first time: only its code and its outline are wanted, and no fingerprints. */
  isFirst: boolean
  /** What gives modules as `require` does. */
  requirers: ReadonlySet<string>
  /** The namespace block that is walked. */
  block?: Block
  /** Its enums that come. */
  enums?: Block['enums'][number][]
  /** A part of an item is looked at by itself: it stands at the top level, and what it asks for is known. */
  apart?: boolean
  /** Inside the type of a decorated member. */
  saysType?: boolean
}

/** What is being collected for one item, one site, or one member of a class. */
export interface Frame {
  /** Nobody will ask for its fingerprints, as for those of a text that is loaded for the first time: there is nothing to compare them with. */
  unread: boolean
  tokens: string[]
  refs: Ref[]
  /** Module-level and global names used here, not in sites. */
  reads: Set<string>
  children: Site[]
  calls: boolean
  awaits: boolean
  /** A class is evaluated here that is no item of its own. */
  makes: boolean
  lexical: Lexical
  depth: number
  /** Prefix of titles. */
  title: string
  /** Of the function around, called in place or not; the top level of a module can await. */
  flavour: Flavour
  /** No function is around. */
  top: boolean
  /** The class around. */
  owner: Site | undefined
  /** The site that is being walked; none for an item. */
  site: Site | undefined
}

export function newFrame(unread: boolean, from: Pick<Frame, 'lexical' | 'depth' | 'title'> & Partial<Pick<Frame, 'owner' | 'flavour' | 'top'>>, site?: Site): Frame {
  const { lexical, depth, title, flavour = 'plain', top = false, owner } = from
  return { unread, tokens: [], refs: [], reads: new Set(), children: [], calls: false, awaits: false, makes: false, lexical, depth, title, flavour, top, owner, site }
}

export const newLexical = (around?: Lexical): Lexical => ({ used: new Set(), top: !around, depth: around ? around.depth + 1 : 0 })

/** What the fingerprints of a frame are made of. */
export function noteToken(frame: Frame, token: string): void {
  if (!frame.unread) frame.tokens.push(token)
}

/** The fingerprints of what a frame has seen: without sites, and with them. */
export function close(frame: Frame): { own: string, deep: string } {
  if (frame.unread) return { own: '', deep: '' }
  const own = fingerprint(frame.tokens)
  return { own, deep: deepOf(own, frame.children) }
}

export const deepOf = (own: string, sites: readonly Site[]): string => sites.length === 0 ? own : fingerprint([own, ...sites.map(site => site.deep)])
