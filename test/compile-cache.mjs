// Imported before each test file: types are stripped once, and code is compiled once, for all of a run. Neither the test nor
// what it starts sees how: an `--import` might put in load hooks.
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

enableCompileCache(join(tmpdir(), 'compile-cache'))
process.execArgv.splice(process.execArgv.indexOf('--import'), 2)
