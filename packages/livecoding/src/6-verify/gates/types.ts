import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fault } from '../../messages/fault.ts'
import { problem } from '../../messages/message.ts'
import type { Gate } from './gate.ts'

const typed = /\.[cm]?tsx?$/

/**
 * Checks the types of the files of a save with the project's own TypeScript, as `tsc --noEmit` would: what it says of
 * other files is not the save's.
 *
 * @throws Error LC3214 where the project has no TypeScript
 */
export function typeCheck(root: string): Gate {
  const tsc = compilerOf(root)
  return {
    name: 'typecheck',
    moment: 'before',
    async ask({ texts }, signal) {
      const files = [...texts.keys()].filter(path => typed.test(path))
      if (files.length === 0) return []
      const told = await run([tsc, ...optionsFor(root, files)], root, signal)
      return [...told.matchAll(/^(.+?)\((\d+),(\d+)\): error (TS\d+: .*(?:\n {2,}.*)*)/gm)]
        .filter(([, file = '']) => files.includes(resolve(root, file)))
        .map(([, file = '', line, column, text = '']) => {
          const place = { file: relative(root, resolve(root, file)), line: Number(line), column: Number(column) }
          return problem('LC1301', { gate: this.name, detail: text.trim() }, place)
        })
    },
  }
}

function compilerOf(root: string): string {
  try {
    const manifest = createRequire(join(root, 'main.js')).resolve('typescript/package.json')
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { tsc: string } }
    return join(dirname(manifest), bin.tsc)
  } catch (error) {
    throw fault('LC3214', { root }, error)
  }
}

/** With its configuration the compiler keeps what it found out last time, so that a save costs what it changes. */
function optionsFor(root: string, files: readonly string[]): string[] {
  const plain = ['--noEmit', '--pretty', 'false']
  if (!existsSync(join(root, 'tsconfig.json'))) return [...plain, '--target', 'esnext', '--module', 'nodenext', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', ...files]
  const cache = join(root, 'node_modules/.cache/livecoding')
  mkdirSync(cache, { recursive: true })
  return [...plain, '--project', root, '--incremental', '--tsBuildInfoFile', join(cache, 'types.tsbuildinfo')]
}

/** What it prints; that it ends with an error is no error here. */
function run(words: string[], cwd: string, signal: AbortSignal): Promise<string> {
  return new Promise((done, failed) => {
    execFile(process.execPath, words, { cwd, signal, maxBuffer: 2 ** 26, env: { ...process.env, NODE_OPTIONS: undefined } }, (error, out, err) => {
      if (error && typeof error.code !== 'number') failed(error)
      else if (error && out === '') failed(new Error(err.trim() || error.message))
      else done(out)
    })
  })
}
