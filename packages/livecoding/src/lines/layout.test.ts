import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { layersOf, layOut, membersOnLines, type Laid } from './layout.ts'

const piece = (id: string, line: number, code: string, column = 0): Laid => ({ id, line, column, code })

suite('new code stands on the lines of its source', () => {
  const lines = (pieces: Laid[]): string[][] => layersOf(pieces).map(layer => `({${layOut(layer)}})`.split('\n'))

  test('each piece on its own', () => {
    const [text] = lines([piece('p2', 6, '()=>{\n b()\n}'), piece('p1', 3, '()=>a()')])
    assert.equal(text![2], 'p1:()=>a(),')
    assert.deepEqual(text!.slice(5, 8), ['p2:()=>{', ' b()', '},'])
  })

  test('a closure of a function that is new too comes in a text of its own', () => {
    const [outer, inner] = lines([piece('p1', 2, '()=>{\n[].map(()=>{\n a()\n})\n}'), piece('p2', 3, '()=>{\n a()\n}', 7)])
    assert.equal(outer![1], 'p1:()=>{')
    assert.equal(inner![2], 'p2:()=>{')
  })

  test('two pieces of one line share it', () => {
    assert.equal(lines([piece('p1', 2, '1', 0), piece('p2', 2, '2', 9)])[0]![1], 'p1:1,p2:2,')
  })

  test('members of a class, without names', () => {
    assert.equal(membersOnLines([piece('', 4, '#b() {\n};'), piece('', 2, '#a = 1;')]), '\n#a = 1;\n\n#b() {\n};')
  })

  test('the lines between have a function that nobody calls, each another one', () => {
    const [text] = lines([piece('p1', 3, '1'), piece('p2', 9, '2')])
    const decoys = text!.filter(line => line.startsWith('_'))
    assert.equal(decoys.length, 3)
    assert.equal(new Set(decoys).size, 3)
    assert.doesNotThrow(() => Function(`return ${text!.join('\n')}`))
  })
})
