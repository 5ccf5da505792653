import { inspect } from 'node:util'
import type { Validator } from '../6-verify/gates/validate.ts'
import { fault } from '../messages/fault.ts'
import type { CodeEvents } from './events.ts'
import type { DirectoryOptions } from './members.ts'

const events: Record<keyof CodeEvents, true> = {
  classCreated: true, classUpdated: true, classRemoved: true, functionCreated: true, functionUpdated: true, functionRemoved: true,
  namespaceChanged: true, moduleAdded: true, moduleUpdated: true, moduleRemoved: true, update: true, updateRejected: true, problem: true,
}

/** Programs without types give anything. @throws Error LC3215 */
function demand(isGood: boolean, call: string, name: string, value: unknown, wanted: string): void {
  if (!isGood) throw fault('LC3215', { call, name, value: inspect(value, { depth: 0 }), wanted })
}

const isText = (value: unknown): boolean => typeof value === 'string'
const areTexts = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.every(isText))

export function checkDirectory(folder: unknown, namespace: unknown, { extensions, exclude, mode }: DirectoryOptions): void {
  demand(isText(folder), 'addDirectory', 'folder', folder, 'the path of a folder')
  demand(isText(namespace), 'addDirectory', 'namespace', namespace, 'a name')
  demand(areTexts(extensions), 'addDirectory', 'extensions', extensions, "a list of endings, such as ['.ts']")
  demand(areTexts(exclude), 'addDirectory', 'exclude', exclude, "a list of globs, such as ['drafts/**']")
  demand(mode === undefined || mode === 'update' || mode === 'overwrite', 'addDirectory', 'mode', mode, "'update' or 'overwrite'")
}

export function checkListener(event: unknown, listener: unknown): void {
  demand(isText(event) && Object.hasOwn(events, event as string), 'on', 'event', event, Object.keys(events).join(', '))
  demand(typeof listener === 'function', 'on', 'listener', listener, 'a function')
}

export function checkGates({ validate = [], gateLimit }: { validate?: Validator | Validator[], gateLimit?: number }): void {
  demand([validate].flat().every(each => typeof each === 'function'), 'addGates', 'validate', validate, 'a function or a list of functions')
  demand(gateLimit === undefined || gateLimit > 0, 'addGates', 'gateLimit', gateLimit, 'milliseconds')
}
