import type { Constructor } from '../5-plan/class-unit.ts'

/** The fields that a new parent, and its parents, give to instances: what a new instance of the parent has. */
export function fieldsOfParents(parent: Constructor | undefined): { key: string, install(object: object): void }[] {
  if (!parent) return []
  let model: object | undefined
  try { model = new parent() } catch { return [] }
  const made = model
  return Object.keys(made).map(key => ({
    key,
    install: object => { Object.defineProperty(object, key, Object.getOwnPropertyDescriptor(made, key)!) },
  }))
}
