import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { project } from '../lib/folders.mjs'

/** The package under test: the one of this project, unless told. */
export const livecoding = process.env.LIVECODING ?? join(project, 'packages/livecoding')

export const register = pathToFileURL(join(livecoding, 'dist/register.js')).href

export default {
  name: 'livecoding',
  command: (_, { reports } = {}) => [process.execPath, [join(livecoding, 'bin/livecoding.js'), 'run', '--report', 'silent', ...(reports ? ['--report-file', reports] : []), 'main.ts']],
}
