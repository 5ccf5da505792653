import { watcher } from './tree.mjs'

/** A program whose second module has any number of functions; the middle one says what the program shows. */
export function functions(count, { language = 'ts', main }) {
  const middle = Math.floor(count / 2)
  const name = `many.${language}`
  const head = `import { total } from './${name}'`
  return {
    files: {
      'package.json': '{ "type": "module" }\n',
      [name]: Array.from({ length: count }, (_, index) => oneFunction(index, language)).join('\n') + `
export const total = () => weigh${middle}([])
`,
      [`main.${language}`]: main?.(language, name) ?? watcher(language, { head, read: 'total()' }),
    },
    total: 1,
    file: { name, weight: 1 },
    middle,
  }
}

const oneFunction = (index, language) => `export function weigh${index}(list${language === 'ts' ? ': number[], factor: number' : ', factor'} = ${index % 9})${language === 'ts' ? ': number' : ''} {
  let sum = 1
  for (const each of list) {
    if (each > ${index}) sum += each * factor
    else sum -= list.filter(other => other < each).length
  }
  return sum
}
`

/** The text with another literal in the function in the middle. */
export const withLiteral = (text, middle, number) => text.replace(new RegExp(`(weigh${middle}\\(list[^]*?let sum = )\\d+`), `$1${number}`)
