import { tellAll } from './cli/readers.ts'
import { start } from './engine/engine.ts'

// `node --import livecoding/register server.ts`: what `livecoding run server.ts` does, without its options and keys.
tellAll(start(), { root: process.cwd(), report: 'pretty' })
