import { configFile } from './cli/config.ts'
import { tellAll } from './cli/readers.ts'
import { tell } from './cli/tell.ts'
import { start } from './engine/engine.ts'

// `node --require livecoding/register server.ts`: as with --import, but here nothing can be awaited.
const root = process.cwd()
const config = configFile(root)
if (config !== undefined) {
  tell(`livecoding: --require cannot wait for ${config}; --import livecoding/register can.\n`)
  process.exit(2)
}
tellAll(start(), { root, report: 'pretty' })
