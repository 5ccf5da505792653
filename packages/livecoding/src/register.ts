import { isatty } from 'node:tty'
import { tell } from './cli/tell.ts'
import { start } from './engine.ts'
import { wantsColour } from './8-report/colours.ts'
import { prettyProblem } from './8-report/pretty.ts'

const engine = start()
engine.on('problem', problem => tell(`${prettyProblem(problem, { root: process.cwd(), colour: wantsColour(process.env, isatty(2)) })}\n`))
