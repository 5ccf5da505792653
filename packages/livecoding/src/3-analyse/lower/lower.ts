import type * as Oxc from 'oxc-transform'
import type * as Codec from '@jridgewell/sourcemap-codec'
import { library } from '../../library.ts'
import { eachChild, type Node } from '../ast.ts'
import { isErasable, vanishes } from '../erase/erase.ts'
import { languageOf, parse, type SyntaxProblem } from '../parse.ts'
import type { Settings } from '../settings.ts'

const oxc = library<typeof Oxc>('oxc-transform')
const codec = library<typeof Codec>('@jridgewell/sourcemap-codec')

export interface Lowered { code: string, errors: SyntaxProblem[] }

/** Words without which no statement needs a transformer: most statements are not searched. */
const hint = /\b(?:enum|namespace|module|constructor|import|accessor|export\s*=)|@|<|\*\*/

/** Enums, namespaces with values, parameter properties, `accessor`, JSX and decorators cannot be erased. */
export function needsLowering(statement: Node, text: string): boolean {
  if (!hint.test(text.slice(statement.start, statement.end))) return false
  let found = false
  const search = (node: Node): void => {
    if (found || vanishes(node)) return
    // Decorators stay: the instrumented class applies them itself.
    if (node.type !== 'Decorator' && !isErasable(node, text)) found = true
    else eachChild(node, search)
  }
  search(statement)
  return found
}

/** One statement through the transformer, with its lines where they were. */
export const lower = (path: string, source: string, settings: Settings): Lowered => transformed(path, source, settings, true)

/** A whole file that is run as it is, without guards; undefined where its syntax is Node's, or wrong. Types alone make no ES module of it, as the transformer would have it. */
export function plainCode(path: string, text: string, settings: Settings): string | undefined {
  if (languageOf(path) === 'js') return undefined
  const { code, errors } = transformed(path, text, settings, false)
  return errors.length > 0 ? undefined : /\bexport\s*\{\s*\}/.test(text) ? code : code.replace(/\bexport \{\};?\s*$/, '')
}

/** `types`: imports that only types are made of say so themselves. */
function transformed(path: string, source: string, settings: Settings, types: boolean): Lowered {
  const { code, errors, map } = oxc().transformSync(path, source, {
    lang: languageOf(path), sourceType: 'module', target: 'esnext', sourcemap: true, typescript: { onlyRemoveTypeImports: types },
    jsx: settings.jsx,
  })
  const problems = errors.filter(error => error.severity === 'Error').map(error => ({ message: error.message, at: error.labels[0]?.start ?? 0 }))
  return { code: problems.length > 0 || !map ? code : relay(path, code.trimEnd(), codec().decode(map.mappings).map(line => line[0]?.[2])), errors: problems }
}

/** Joins and parts lines so that each stands on the line of the source it came from, or as near behind it as can be. */
function relay(path: string, code: string, origins: (number | undefined)[]): string {
  const inside = templates(path, code)
  let out = ''
  let line = 0
  let offset = 0
  for (const [index, text] of code.split('\n').entries()) {
    const fixed = inside(offset)
    offset += text.length + 1
    const origin = origins[index]
    if (index === 0) out = text
    else if (fixed || /(?:^|\s)\/\/[^'"`]*$/.test(out.slice(out.lastIndexOf('\n') + 1))) {
      out += `\n${text}`
      line++
    } else if (origin !== undefined && origin > line) {
      out += '\n'.repeat(origin - line) + text
      line = origin
    } else out += ` ${text.trimStart()}`
  }
  return out
}

/** Whether an offset lies inside a template literal, where line ends count. */
function templates(path: string, code: string): (offset: number) => boolean {
  if (!code.includes('`')) return () => false
  const spans: [number, number][] = []
  const collect = (node: Node): void => {
    if (node.type === 'TemplateElement') spans.push([node.start, node.end])
    eachChild(node, collect)
  }
  collect(parse(path, code, 'module', 'ts').program)
  return offset => spans.some(([start, end]) => offset > start && offset <= end)
}
