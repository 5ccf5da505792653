// `export =` and `import = require` in CommonJS.
import checks = require('../chapters/lib/check.cjs')
import type { Stats } from 'node:fs'
checks.check('import = require', [typeof require, typeof module, this === module.exports], ['function', 'object', true])
const value: { stats?: Stats, n: number } = { n: 1 }
setImmediate(() => { checks.check('export =', module.exports, { n: 1 }) })
export = value
