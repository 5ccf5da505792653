import { result } from './thrown.mjs'

const text = `# a comment
anchors: &here { x: 1, y: [a, b] }
again: *here
lines: |
  many
  lines
folded: >-
  one
  two
"quoted key": 'it''s'
? complex
: value
list:
  - 1.5
  - 0x1f
  - ~
  - !!str 12
`

function work({ parse, parseDocument, stringify, visit, Document }) {
  const document = parseDocument(text)
  const scalars = []
  visit(document, { Scalar: (_, { value }) => void scalars.push(value) })
  return [
    parse(text), String(document), scalars,
    stringify({ list: [1, { colon: 'x: y' }], lines: 'many\nlines', nothing: null, date: new Date(0) }),
    parseDocument('a: [1, 2\nb: }').errors.map(({ code, message }) => `${code} ${message}`),
    String(new Document({ made: [true] })),
    result(() => parse('a: *nowhere')),
  ]
}

const hold = ({ parseDocument }) => ({ document: parseDocument('a: 1\nb:\n  - x\n  - y # last\n') })

function use({ document }) {
  document.setIn(['b', 0], 'z')
  return [String(document), document.toJS(), document.getIn(['b', 1]), String(document.clone())]
}

export const documents = { work, hold, use }
