import type { Item } from '../../3-analyse/shapes.ts'
import type { Spot } from '../../4-diff/items.ts'
import { problem } from '../../messages/message.ts'
import { things } from '../../messages/things.ts'
import { peekName } from '../../runtime/binding.ts'
import { warn, type Draft } from '../draft.ts'

/** A name has another kind of thing: the old one goes on where it is held. What `require` gives is said like an import: it is another file's. */
export function tellOtherKind(draft: Draft, before: Item, held: unknown, after: Spot, name = after.item.title): void {
  const isHeld = typeof held === 'object' ? held !== null : typeof held === 'function'
  if (isHeld && !before.requires && !after.item.requires) warn(draft, problem('LC2103', { name, before: article(before.kind), after: article(after.item.kind), holders: holdersOf(draft, before, held) }), after.placed, after.item.start)
}

/** The same for `export default`, where what goes or comes has a name of its own. */
export function tellOtherDefault(draft: Draft): void {
  const { module, change: { gone, come, before, after } } = draft
  const [old, now] = [before, after].map(model => model.exports.get('default')?.local)
  const was = gone.find(({ item }) => item.names.includes(old ?? ''))
  const is = come.find(({ item }) => item.names.includes(now ?? ''))
  if (was && is && old !== now && was.item.kind !== is.item.kind) tellOtherKind(draft, was.item, peekName(module, old!), is, 'default')
}

/** The same for a namespace, which is not known by its name alone, as it may share that with a function or a class. */
export function tellOtherNamespace(draft: Draft): void {
  const { module, change: { gone, come } } = draft
  if (!gone.some(isNamespace) && !come.some(isNamespace)) return
  for (const { item } of gone) {
    const [name] = item.names
    const is = name === undefined ? undefined : come.find(spot => spot.item.names[0] === name && isNamespace(spot) !== (item.kind === 'namespace'))
    if (is) tellOtherKind(draft, item, peekName(module, name!), is)
  }
}

const isNamespace = ({ item }: Spot): boolean => item.kind === 'namespace'

/** Who goes on with a thing that its name has left. */
function holdersOf({ heap }: Draft, { self, title }: Item, held: unknown): string {
  const count = self?.kind === 'class' && typeof held === 'function' ? heap.instancesOf(held as abstract new () => object).length : 0
  if (count === 0) return 'who holds the old one keeps it'
  return `${things(count, title)} made before this save ${count === 1 ? 'keeps' : 'keep'} it, and so does who else holds the old one`
}

const article = (kind: string): string => `${kind === 'enum' ? 'an' : 'a'} ${kind}`
