// What `npm pack` runs before and after: the package gets the README of the repository and the pages for users, which git has
// once, at the top. `--remove` takes them away again.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

const here = import.meta.dirname
const top = join(here, '../..')
const pages = ['README.md', ...['semantics', 'problems', 'limits', 'library', 'events', 'security'].map(name => `docs/${name}.md`)]

/** Links to what the package does not have become their words; code stays as it is. */
const withoutOthers = (page, text) => text.replace(/```[^]*?```|`[^`]*`|\[((?:`[^`]*`|[^\]`])+)\]\(([^)\s]+)\)/g, (found, words, target) => {
  if (words === undefined) return found
  const [path] = target.split('#')
  return path === '' || /^\w+:/.test(target) || pages.includes(posix.join(posix.dirname(page), path)) ? found : words
})

for (const page of ['README.md', 'docs']) rmSync(join(here, page), { recursive: true, force: true })
if (!process.argv.includes('--remove')) {
  for (const page of pages) {
    mkdirSync(dirname(join(here, page)), { recursive: true })
    writeFileSync(join(here, page), withoutOthers(page, readFileSync(join(top, page), 'utf8')))
  }
}
