import { packageUrl } from '../lib/packages.mjs'
import { polling } from '../programs/tree.mjs'

/** It wants JavaScript, and an `accept` where an edit may stop on its way up. The program's main module has one here: its best case. */
export default {
  name: 'dynohot',
  language: 'js',
  main: language => `${polling(language)}import.meta.hot?.accept('./m0.js')\n`,
  command: () => [process.execPath, ['--import', packageUrl('dynohot', 'dist/loader/register.js'), 'main.js']],
}
