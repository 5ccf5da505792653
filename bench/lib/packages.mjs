import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bench } from './folders.mjs'

/** A file of a package that is installed for the benchmarks. */
export const packageFile = (name, file) => join(bench, 'node_modules', name, file)
export const packageUrl = (name, file) => pathToFileURL(packageFile(name, file)).href
