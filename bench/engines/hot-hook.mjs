import { packageUrl } from '../lib/packages.mjs'
import { watcher } from '../programs/tree.mjs'

/** It wants a dynamic import, made anew for each use, where an edit may stop on its way up: here the main module makes it. */
export default {
  name: 'hot-hook',
  language: 'js',
  main: language => watcher(language, { head: '', read: "(await import('./m0.js', import.meta.hot?.boundary)).total()", async: true }),
  files: { 'hot.mjs': `import { hot } from '${packageUrl('hot-hook', 'build/src/hot.js')}'\nawait hot.init({ root: process.argv[1] })\n` },
  command: () => [process.execPath, ['--import', './hot.mjs', 'main.js']],
}
