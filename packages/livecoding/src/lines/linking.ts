import { types } from 'node:util'
import type { Sources } from './lines.ts'
import { lineOfText } from './tokens.ts'

/**
 * In front of the stack of an error about a name that a module does not export Node puts the line of the import, as V8 has
 * it; this puts the line of the file there. Of a CommonJS module it says the import once more, as it could be written.
 *
 *     file:///clock.ts:3
 *     import { tick } from './tile.ts'
 *              ^^^^
 *     SyntaxError: The requested module './tile.ts' does not provide an export named 'tick'
 */
export function showImport(sources: Sources, error: unknown): void {
  if (!types.isNativeError(error) || error.name !== 'SyntaxError' || typeof error.stack !== 'string') return
  const [head, name, line, code, indent, mark] = /^(file:.*):(\d+)\n(.*)\n(\s*)(\^+)\n/.exec(error.stack) ?? []
  const module = name === undefined ? undefined : sources.lines.moduleNamed(sources, name)
  const script = module && sources.lines.script(module, undefined)
  const found = script?.find(script.offset(Number(line), indent!.length + 1))
  if (!found) return
  const place = sources.lines.place(module!, found.origin)
  const shown = lineOfText(module!.current.text, place.line)
  const said = (text: string): string => text.replaceAll(asAssignment(code!), () => asAssignment(shown))
  const rest = said(error.stack.slice(head!.length))
  if (error.message.includes('= pkg')) error.message = said(error.message)
  error.stack = `${name!}:${place.line}\n${shown}\n${shown.slice(0, place.column - 1).replace(/[^\t]/g, ' ')}${mark!}\n${rest}`
}

/** `{ tick as now }`, as Node turns it into what can be assigned to. */
const asAssignment = (line: string): string => (/{.*}/.exec(line)?.[0] ?? line).replace(/\s+as\s+/g, ': ')
