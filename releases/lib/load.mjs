import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)

/** What a program gets that asks for the library in a folder. */
export const loaded = ({ entry, type }, folder) =>
  type === 'commonjs' ? require(join(folder, entry)) : import(pathToFileURL(join(folder, entry)).href)
