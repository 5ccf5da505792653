import type { Validator } from '../6-verify/gates/validate.ts'
import { areTexts, demand } from '../messages/fault.ts'
import type { CodeEvents } from './events.ts'
import type { DirectoryOptions } from './members.ts'

const events: Record<keyof CodeEvents, true> = {
  classCreated: true, classUpdated: true, classRemoved: true, functionCreated: true, functionUpdated: true, functionRemoved: true,
  namespaceChanged: true, moduleAdded: true, moduleUpdated: true, moduleRemoved: true, update: true, updateRejected: true, problem: true,
}

const isText = (value: unknown): boolean => typeof value === 'string'

export function checkDirectory(folder: unknown, namespace: unknown, { extensions, exclude, mode }: DirectoryOptions): void {
  demand(isText(folder), 'addDirectory', 'folder', folder, 'the path of a folder')
  demand(isText(namespace), 'addDirectory', 'namespace', namespace, 'a name')
  demand(areTexts(extensions), 'addDirectory', 'extensions', extensions, "a list of endings, such as ['.ts']")
  demand(areTexts(exclude), 'addDirectory', 'exclude', exclude, "a list of globs, such as ['drafts/**']")
  demand(mode === undefined || mode === 'update' || mode === 'overwrite', 'addDirectory', 'mode', mode, "'update' or 'overwrite'")
}

export function checkListener(event: unknown, listener: unknown): void {
  demand(isText(event) && Object.hasOwn(events, event as string), 'on', 'event', event, Object.keys(events).join(', '))
  checkListenerOf('on', listener)
}

export const checkListenerOf = (call: 'on' | 'onInstance', listener: unknown): void => demand(typeof listener === 'function', call, 'listener', listener, 'a function')

export function checkGates({ validate = [], gateLimit }: { validate?: Validator | Validator[], gateLimit?: number }): void {
  demand([validate].flat().every(each => typeof each === 'function'), 'addGates', 'validate', validate, 'a function or a list of functions')
  demand(gateLimit === undefined || gateLimit > 0, 'addGates', 'gateLimit', gateLimit, 'milliseconds')
}

export function checkTarget(call: 'override' | 'inject' | 'onInstance', target: unknown): void {
  demand((typeof target === 'object' && target !== null) || typeof target === 'function', call, 'target', target, 'a function or a class of the program')
}

/** What stands behind the target of an override: `make`, or a member and its `make` or its `get` and `set`. */
export function checkOver(rest: readonly unknown[]): void {
  const make = rest.at(-1)
  const { get, set } = typeof make === 'object' && make !== null ? make as { get?: unknown, set?: unknown } : {}
  const isPair = rest.length > 1 && (get ?? set) !== undefined && [get, set].every(each => each === undefined || typeof each === 'function')
  if (rest.length > 1) demand(isText(rest[0]), 'override', 'member', rest[0], 'the name of a member')
  demand(typeof make === 'function' || isPair, 'override', 'make', make, 'a function that gives the code to stand in front; for an accessor, `get` and `set`')
}

export function checkInjection(member: unknown, injection: unknown): void {
  demand(isText(member), 'inject', 'member', member, "the name of a member, or 'constructor'")
  const parts = typeof injection === 'object' && injection !== null ? Object.entries(injection) : undefined
  const isPart = ([name, code]: [string, unknown]): boolean => ['before', 'onReturn', 'onThrow', 'after'].includes(name) && (code === undefined || typeof code === 'function')
  demand(parts?.every(isPart) === true, 'inject', 'injection', injection, 'functions called before, onReturn, onThrow and after')
}
