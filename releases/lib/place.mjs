import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')

/** The releases of a package that are installed, oldest first. */
export const releasesOf = ({ of }) =>
  readdirSync(join(root, 'node_modules')).filter(each => each.startsWith(`${of}-`)).map(each => each.slice(of.length + 1)).sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))

/** Where a program that uses a package lies; what releases depend on is found above it. */
export const folderOf = (name, release = '') => join(root, 'run', name + release)

export function empty(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}

/** Brings a folder to the files of a release, as a checkout would; gives the files that came, changed or went. */
export function place({ of, from, type, accepts = /./, bare = false }, release, folder) {
  const source = join(root, 'node_modules', `${of}-${release}`, from)
  const text = file => bare ? withExtensions(join(source, file)) : readFileSync(join(source, file), 'utf8')
  const wanted = filesIn(source).filter(file => accepts.test(file))
  const gone = filesIn(folder).filter(file => !wanted.includes(file))
  for (const file of gone) rmSync(join(folder, file))
  const changed = wanted.filter(file => !existsSync(join(folder, file)) || readFileSync(join(folder, file), 'utf8') !== text(file))
  for (const file of changed) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text(file))
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }))
  return [...gone, ...changed].map(file => join(folder, file))
}

/** The text of a file that was written for a bundler, as Node can load it. */
const withExtensions = path => readFileSync(path, 'utf8').replace(/(?<=\bfrom\s+|\bimport\s+)(['"])(\.[^'"]*)\1/g, (said, quote, specifier) => {
  const there = join(dirname(path), specifier)
  const ending = ['', '.js', '/index.js'].find(ending => statSync(there + ending, { throwIfNoEntry: false })?.isFile())
  return ending === undefined ? said : quote + specifier + ending + quote
})

const filesIn = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(each => each.isFile() && /\.[cm]?js$/.test(each.name) ? relative(folder, join(each.parentPath, each.name)) : [])
