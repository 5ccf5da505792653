import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { analyse } from '../3-analyse/model.ts'
import type { Model } from '../3-analyse/shapes.ts'
import { diff, type Change } from '../4-diff/diff.ts'
import type { LiveModule } from '../live-module.ts'
import { History } from './history.ts'
import { placeOf } from './place.ts'

function modelOf(text: string, earlier?: Model): Model {
  const analysis = analyse('/clock.ts', text, 'module', earlier)
  assert.ok('model' in analysis)
  return analysis.model
}

/** A module that is saved again and again, and the place of code that was loaded at first. */
class Story {
  readonly history = new History()
  readonly loaded: Model
  readonly module: LiveModule
  constructor(text: string) {
    this.loaded = modelOf(text)
    this.module = { path: '/clock.ts', kind: 'esm', current: this.loaded, loaded: this.loaded, ghosts: new Map() } as unknown as LiveModule
  }

  save(text: string): () => void {
    const before = this.module.current
    const change: Change = diff(this.module, modelOf(text, before))
    const undo = this.history.follow(change, this.module.ghosts)
    for (const spot of change.gone) this.module.ghosts.set(spot.item.names[0]!, { ...spot, value: undefined, version: 1, since: 0 })
    this.module.current = change.after
    return () => {
      undo()
      this.module.current = before
    }
  }

  /** Line and column, now, of a word of the text that was loaded. */
  where(word: string): string {
    const at = this.loaded.text.indexOf(word)
    const placed = this.loaded.placed.findLast(({ start }) => start <= at)!
    const { line, column } = placeOf(this.history, this.module, { placed, at: at - placed.start })
    return `${line}:${column}`
  }
}

const text = 'const a = one()\nfunction f() {\n  return two()\n}\nfunction g() { three() }\n'

suite('code that was loaded stands where the newest source has it', () => {
  test('moved by lines above it', () => {
    const story = new Story(text)
    assert.equal(story.where('two'), '3:10')
    story.save(`// a\n\n${text}`)
    assert.deepEqual([story.where('one'), story.where('two'), story.where('three')], ['3:11', '5:10', '7:16'])
  })

  test('through many saves, with edits inside', () => {
    const story = new Story(text)
    for (let n = 1; n <= 50; n++) story.save(`${'//\n'.repeat(n % 5)}${text.replace('  return', `  step(${n})\n  return`)}`)
    assert.equal(story.where('two'), '4:10')
    story.save(text)
    assert.equal(story.where('two'), '3:10')
  })

  test('one line that became three', () => {
    const story = new Story(text)
    story.save(text.replace('{ three() }', '{\n  three()\n}'))
    assert.equal(story.where('three'), '6:3')
  })

  test('gone, it stays where it stood last; come back, it is there again', () => {
    const story = new Story(text)
    story.save(`//\n//\n${text}`)
    story.save('const a = one()\n')
    assert.equal(story.where('three'), '7:16')
    story.save(`//\nfunction g() { three() }\nconst a = one()\n`)
    assert.equal(story.where('three'), '2:16')
  })

  test('an update that is undone', () => {
    const story = new Story(text)
    story.save(`//\n${text}`)
    const undo = story.save(`//\n//\n${text.replace('two', 'too').replace('function g() { three() }\n', '')}`)
    undo()
    assert.deepEqual([story.where('two'), story.where('three')], ['4:10', '6:16'])
  })
})
