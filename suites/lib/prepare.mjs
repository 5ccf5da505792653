import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/**
 * Copies the sources and tests of an installed package to a folder that livecoding manages (`node_modules` is none), with
 * a package.json that leads to them; gives the folder. Each way to run them has one: both may run at once.
 */
export function prepare({ name, copies, exports, type = 'module', extra = {} }, how) {
  const from = join(root, 'node_modules', name)
  const folder = join(root, 'work', how, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const each of copies) cpSync(join(from, each), join(folder, each), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, type, exports }, undefined, 2))
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler', target: 'esnext' } }))
  for (const [path, text] of Object.entries(extra)) writeFileSync(join(folder, path), text)
  return { folder, version: JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).version }
}
