import { isatty } from 'node:tty'
import { wantsColour } from './8-report/colours.ts'
import { pretty, prettyProblem } from './8-report/pretty.ts'
import { start } from './engine.ts'

// `node --import livecoding/register server.ts`: what `livecoding run server.ts` does, without its options and keys.
const engine = start()
const style = { root: process.cwd(), colour: wantsColour(process.env, isatty(2)), keys: false }
engine.on('ready', report => process.stderr.write(pretty(report, style)))
engine.on('update', report => process.stderr.write(pretty(report, style)))
engine.on('problem', problem => process.stderr.write(`${prettyProblem(problem, style)}\n`))
