import type { World } from '../../world.ts'
import type { Gate } from './gate.ts'
import { testing } from './tests.ts'
import { typeCheck } from './types.ts'
import { validating, type Validator } from './validate.ts'

/** Which questions are asked before a file takes effect, when it is added to a namespace and on every save. */
export interface GateOptions {
  /** Run the tests beside a file, `mail.test.ts` for `mail.ts`, against its new code. */
  tests?: boolean
  /** Check the types of the files of a save with the project's TypeScript. */
  types?: boolean
  /** Functions that look at what a file exports. */
  validate?: Validator | Validator[]
  /** How many milliseconds a gate has for its answer; 30 000, unless told. */
  gateLimit?: number
}

/** @throws Error LC3214 where types are to be checked and the project has no TypeScript */
export function addGates(world: World, { tests = false, types = false, validate = [], gateLimit }: GateOptions): void {
  const gates: Gate[] = [...tests ? [testing()] : [], ...types ? [typeCheck(world.root)] : [], ...[validate].flat().map(validating)]
  world.gates.push(...gates.filter(gate => gate.moment === 'placed' || !world.gates.some(known => known.name === gate.name)))
  if (gateLimit !== undefined) world.gateLimit = gateLimit
}
