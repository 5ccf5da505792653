import { bareName } from '../3-analyse/scope/block.ts'
import type { Ref } from '../3-analyse/reference-shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { TextEdit } from './edits.ts'

/** How names are said in the code that is being made. */
export interface View {
  /** What a reference becomes; undefined: as written. */
  ref(ref: Ref, site?: Site): string | undefined
  /** The slot of a site: `$lc1_0.m1s5`; the key of a class; undefined: without a guard. */
  slot(site: Site): string | undefined
  /** One more slot of a class. */
  cell(): string | undefined
}

/** The edits that make references say what the view wants. */
export function referenceEdits(refs: readonly Ref[], view: View, site: Site | undefined, edits: TextEdit[]): void {
  for (const ref of refs) {
    const said = view.ref(ref, site)
    if (said === undefined) continue
    if (ref.form === 'await' || ref.form === 'ran' || ref.form === 'entry' || ref.form === 'var' || ref.form === 'for var' || ref.form === 'return') {
      edits.push(...around(ref, said))
      continue
    }
    if (ref.form === 'import') {
      edits.push({ at: ref.at, end: ref.at + 'import'.length, text: said })
      continue
    }
    edits.push({ at: ref.at, end: ref.end, text: write(ref, said) })
    // The value would lose the name that it takes from its variable.
    if (ref.names) edits.push({ at: ref.names.start, end: ref.names.start, text: `({${bareName(ref.name)}:` }, { at: ref.names.end, end: ref.names.end, text: `}).${bareName(ref.name)}` })
  }
}

/** Whoever waits at the top level goes on as the owner of what it makes: what it awaits is said between `said` and `)`. */
export const sayAwait = '$lc.back($lc.owner(),await $lc.away('

/** A promise that a call at the top level gives is waited for. */
export const sayRan = '$lc.ran('

/** What an entry of a literal starts is its own; in front of its value. */
export const sayEntry = (number: string): string => `($lc.entry(${number}),${sayRan}`

/** Where a CommonJS module returns, it has ended. */
export const sayReturn = 'return $lc.end('

/** `void(` for a `var` whose names are the module's already: it assigns. */
function around({ at, end, form }: Ref, said: string): TextEdit[] {
  if (form === 'entry') return [{ at, end: at, text: said, late: true }, { at: end, end, text: '))' }]
  if (form === 'ran') return [{ at, end: at, text: said, late: true }, { at: end, end, text: ')' }]
  const open = { at, end: at + (form === 'await' ? 'await' : form === 'return' ? 'return' : 'var').length, text: said }
  return form === 'for var' ? [open] : [open, { at: end, end, text: form === 'await' ? '))' : ')' }]
}

function write(ref: Ref, said: string): string {
  if (ref.form === 'shorthand') return `${bareName(ref.name)}:${said}`
  // Called through a property, a function would get the property's owner as `this`.
  if (ref.form === 'call' && said.includes('.')) return `${ref.first ? ';' : ''}(0,${said})`
  return said
}
