import { dirname } from 'node:path'
import type * as GetTsconfig from 'get-tsconfig'
import { library } from '../library.ts'
import type { Model } from './shapes.ts'

const reader = library<typeof GetTsconfig>('get-tsconfig')

/** What of the program's tsconfig.json says how its syntax runs. */
export interface Settings {
  /** Decorators as TypeScript had them before the standard. */
  legacyDecorators: boolean
  /** `design:type` and its like for decorated members; only with legacy decorators. */
  metadata: boolean
  strictNullChecks: boolean
  /** Fields are assigned, as TypeScript did before classes had fields; those without initialiser are types only. */
  assignsFields: boolean
  jsx: { runtime: 'classic' | 'automatic', importSource?: string, pragma?: string, pragmaFrag?: string }
  /** Whether imports may leave out extensions and `/index`: as bundlers let them, as Node lets CommonJS, or never. */
  bareImports: 'always' | 'in commonjs' | 'never'
}

const tsconfigFor = (path: string): GetTsconfig.TsConfigResult | null => reader().getTsconfig(dirname(path))

function aliasesIn(path: string): ((specifier: string) => string[]) | undefined {
  const found = tsconfigFor(path)
  return (found && reader().createPathsMatcher(found)) ?? undefined
}

/** Where `paths` of tsconfig.json lead. */
export const aliasesFor = (specifier: string, parent: string): string[] => asIfThereWereNone(() => aliasesIn(parent)?.(specifier)) ?? []

/** Node does not look at tsconfig.json: a program runs, too, where it cannot be read, and `unreadable` says that. */
function asIfThereWereNone<T>(read: () => T): T | undefined {
  try { return read() } catch { return undefined }
}

/** Why the tsconfig.json for a file, or what it extends, cannot be read. */
export function unreadable(path: string): { tsconfig: string, reason: string } | undefined {
  try {
    aliasesIn(path)
    return undefined
  } catch (error) {
    return { tsconfig: reader().findTsconfig(dirname(path))!, reason: (error as Error).message.replace(/\.$/, '') }
  }
}

/** The settings for a file; tsconfig.json is read again by each update that changes it, so nothing is kept here. */
export function settingsFor(path: string): Settings {
  const options = asIfThereWereNone(() => tsconfigFor(path)?.config.compilerOptions)
  const legacyDecorators = options?.experimentalDecorators === true
  return {
    bareImports: bareImports(options),
    legacyDecorators,
    metadata: legacyDecorators && options?.emitDecoratorMetadata === true,
    strictNullChecks: options?.strictNullChecks ?? options?.strict ?? false,
    assignsFields: options?.useDefineForClassFields === false || (options?.useDefineForClassFields === undefined && /^es(?:[3-6]|20(?:1\d|2[01]))$/i.test(options?.target ?? '')),
    jsx: options?.jsx === 'react'
      ? { runtime: 'classic', ...(options.jsxFactory !== undefined && { pragma: options.jsxFactory }), ...(options.jsxFragmentFactory !== undefined && { pragmaFrag: options.jsxFragmentFactory }) }
      : { runtime: 'automatic', ...(options?.jsxImportSource !== undefined && { importSource: options.jsxImportSource }) },
  }
}

/** What tells settings from others, read once for each folder. */
export function settingsByFolder(): (path: string) => string {
  const known = new Map<string, string>()
  return path => {
    const folder = dirname(path)
    let found = known.get(folder)
    if (found === undefined) known.set(folder, found = JSON.stringify(settingsFor(path)))
    return found
  }
}

/** The settings have a say in transformed syntax, in decorators and in the fields of classes. */
export const usesSettings = ({ text, placed }: Pick<Model, 'text' | 'placed'>): boolean => text.includes('@') || /\bclass\b/.test(text) || placed.some(({ chunk }) => chunk.lowered)

type CompilerOptions = NonNullable<GetTsconfig.TsConfigResult['config']['compilerOptions']>

/** `moduleResolution` says it, or follows from `module`; without either, imports are Node's. */
function bareImports(options: CompilerOptions | undefined): Settings['bareImports'] {
  const resolution = options?.moduleResolution ?? options?.module
  if (resolution === undefined) return 'never'
  return /^node(?:16|18|20|next)$/i.test(resolution) ? 'in commonjs' : 'always'
}

/** What comments at the top of a file say of its JSX: `/** @jsx h *\/`. */
export function withPragmas(text: string, settings: Settings): Settings {
  const top = text.includes('@jsx') ? /^(?:#!.*)?(?:\s|\/\/.*|\/\*[^]*?\*\/)*/.exec(text)![0] : ''
  const said = (word: string): string | undefined => new RegExp(`\\*[^]*?@${word}\\s+([^\\s*]+)`).exec(top)?.[1]
  const [pragma, pragmaFrag, importSource, runtime] = ['jsx', 'jsxFrag', 'jsxImportSource', 'jsxRuntime'].map(said)
  if (pragma === undefined && pragmaFrag === undefined && importSource === undefined && runtime === undefined) return settings
  const isClassic = runtime === undefined ? importSource === undefined && (pragma !== undefined || settings.jsx.runtime === 'classic') : runtime === 'classic'
  const { jsx } = settings
  return {
    ...settings,
    jsx: isClassic ? { runtime: 'classic', ...jsx.runtime === 'classic' && jsx, ...pragma !== undefined && { pragma }, ...pragmaFrag !== undefined && { pragmaFrag } }
      : { runtime: 'automatic', ...jsx.runtime === 'automatic' && jsx, ...importSource !== undefined && { importSource } },
  }
}
