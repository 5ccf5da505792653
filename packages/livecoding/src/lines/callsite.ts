/** What a call site says instead. */
export interface Correction {
  site: NodeJS.CallSite
  file: string
  line: number
  column: number
  /** The frame whose function and receiver are shown, and what V8 calls its file. */
  by: NodeJS.CallSite
  byFile: string
  /** Undefined: as `by` says. */
  name?: string | null
  /** Code of a module's top level. */
  topLevel?: boolean
}

/** A call site with another place, and some with another name; all else is as V8 says it. */
export class CallSite implements NodeJS.CallSite {
  readonly #is: Correction
  constructor(correction: Correction) { this.#is = correction }

  static isCorrected(site: object): boolean { return #is in site }

  getFileName(): string { return this.#is.file }
  getScriptNameOrSourceURL(): string { return this.#is.file }
  getLineNumber(): number { return this.#is.line }
  getColumnNumber(): number { return this.#is.column }
  getEnclosingLineNumber(): number { return this.#is.line }
  getEnclosingColumnNumber(): number { return this.#is.column }
  getEvalOrigin(): undefined { return undefined }
  isEval(): boolean { return false }

  getFunctionName(): string | null { return this.#is.name === undefined ? withoutGuards(this.#is.by.getFunctionName()) : this.#is.name }
  getTypeName(): string | null { return this.#is.topLevel ? null : this.#is.by.getTypeName() }
  getMethodName(): string | null { return this.#is.topLevel ? null : this.#is.by.getMethodName() }
  getThis(): unknown { return this.#is.by.getThis() }
  getFunction(): Function | undefined { return this.#is.by.getFunction() }
  isToplevel(): boolean { return this.#is.topLevel ?? this.#is.by.isToplevel() }
  isConstructor(): boolean { return this.#is.by.isConstructor() }

  getPosition(): number { return this.#is.site.getPosition() }
  getScriptHash(): string { return this.#is.site.getScriptHash() }
  getPromiseIndex(): number | null { return this.#is.site.getPromiseIndex() }
  isNative(): boolean { return this.#is.site.isNative() }
  isAsync(): boolean { return this.#is.site.isAsync() }
  isPromiseAll(): boolean { return this.#is.site.isPromiseAll() }
  toString(): string { return describe(this.#is) }
}

/** Code of `eval` in the program tells where it was evaluated. */
export function correctOrigin(site: NodeJS.CallSite, origin: string): NodeJS.CallSite {
  const [old, text] = [site.getEvalOrigin() as string | undefined ?? '', String(site)]
  return Object.defineProperties(site, {
    getEvalOrigin: { value: () => origin, configurable: true },
    toString: { value: () => text.replace(old, () => origin), configurable: true },
  })
}

/** To a function without a name V8 gives all that is said around it, guards as well: `table.$lc2_1.m2s29.list`. */
const withoutGuards = <Name extends string | null>(said: Name): Name | string => said && said.replaceAll(/\.\$lc\w*\.\w+/g, '')

/** As V8 writes it. Where the name stays, V8 itself has written it, and only the place is replaced. */
function describe({ site, file, line, column, by, byFile, name, topLevel }: Correction): string {
  const place = `${file}:${line}:${column}`
  const async = site.isAsync() ? 'async ' : ''
  if (name === undefined) {
    const written = by.toString()
    const at = written.lastIndexOf(byFile)
    const text = withoutGuards(written.slice(0, at)) + place + (written[at - 1] === '(' ? ')' : '')
    if (by === site || by.isAsync() === site.isAsync()) return text
    return by.isAsync() ? text.slice('async '.length) : async + text
  }
  const said = topLevel ? name : fullName(by, name)
  return said === null ? async + place : `${async}${said} (${place})`
}

/** `Tile.render`, `new Tile`, `Object.<anonymous>`; null where only the place is shown. */
function fullName(by: NodeJS.CallSite, name: string | null): string | null {
  if (by.isConstructor()) return `new ${name ?? '<anonymous>'}`
  const [type, method] = [by.getTypeName(), by.getMethodName()]
  if (by.isToplevel() || !type) return name
  if (!name) return `${type}.${method ?? '<anonymous>'}`
  const full = name.startsWith(type) ? name : `${type}.${name}`
  return method && name !== method && !name.endsWith(`.${method}`) && !name.endsWith(` ${method}`) ? `${full} [as ${method}]` : full
}
