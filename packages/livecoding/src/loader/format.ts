import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { basename, dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Node } from '../3-analyse/ast.ts'
import { esWord } from '../3-analyse/es-words.ts'
import { languageOf } from '../3-analyse/parse.ts'
import { oxc } from '../3-analyse/oxc.ts'
import type { Format } from '../3-analyse/shapes.ts'

/** What Node takes a file for: by its extension, by the nearest package.json, by its syntax. */
export function formatOf(path: string, text: string): Format | 'json' {
  switch (extname(path)) {
    case '.json': return 'json'
    case '.mjs': case '.mts': return 'module'
    case '.cjs': case '.cts': return 'commonjs'
  }
  return packageType(path) ?? detect(path, text)
}

export function packageType(path: string): Format | undefined {
  const found = manifestOf(path)
  const { type } = found === undefined ? {} : JSON.parse(readFileSync(found, 'utf8')) as { type?: unknown }
  return type === 'module' || type === 'commonjs' ? type : undefined
}

/** The package.json nearest to a file, which need not be there. Where no folder above has one, Node 26 gives back the path that it was asked about. */
export function manifestOf(path: string): string | undefined {
  const found = findPackageJSON(pathToFileURL(join(dirname(path), '/')))
  return found !== undefined && basename(found) === 'package.json' ? found : undefined
}

/** Without a word from package.json the syntax decides, as Node does it: what goes with the types is no word. */
function detect(path: string, text: string): Format {
  const { program } = oxc().parseSync(path, text, { lang: languageOf(path), astType: 'ts', sourceType: 'unambiguous' })
  if (program.sourceType !== 'module') return 'commonjs'
  const statements = (program as unknown as Node).body as Node[]
  const types = statements.filter(each => isModuleWord.test(each.type) && !esWord(each))
  if (types.length === 0 || statements.some(esWord)) return 'module'
  return detect(path, types.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text))
}

const isModuleWord = /^(?:Import|Export)\w*Declaration$/

/** In a folder that is a namespace a file of which nothing says what it is, such as one that was just created, is a module. */
export function formatInDirectory(path: string, text: string): Format | 'json' {
  const format = formatOf(path, text)
  const isSaid = format !== 'commonjs' || extname(path) === '.cjs' || extname(path) === '.cts' || packageType(path) !== undefined
  return isSaid || /\b(?:require|module|exports|__filename|__dirname)\b/.test(text) ? format : 'module'
}
