import { result } from './thrown.mjs'

/** A document of the few things that a selection asks of an element. */
class Element {
  children = []
  attributes = {}
  constructor(name, ownerDocument) { Object.assign(this, { tagName: name, ownerDocument, namespaceURI: 'http://www.w3.org/1999/xhtml' }) }
  appendChild(child) { this.children.push(child); return Object.assign(child, { parentNode: this }) }
  insertBefore(child, next) {
    if (!next) return this.appendChild(child)
    this.children.splice(this.children.indexOf(next), 0, child)
    return Object.assign(child, { parentNode: this })
  }
  removeChild(child) { this.children.splice(this.children.indexOf(child), 1) }
  compareDocumentPosition(other) { return this.parentNode.children.indexOf(this) < this.parentNode.children.indexOf(other) ? 4 : 2 }
  setAttribute(name, value) { this.attributes[name] = value }
  getAttribute(name) { return this.attributes[name] ?? null }
  querySelectorAll(name) { return this.children.filter(child => child.tagName === name) }
  querySelector(name) { return this.querySelectorAll(name)[0] ?? null }
}

function page() {
  const document = { createElement: name => new Element(name, document), createElementNS: (_, name) => new Element(name, document), documentElement: { namespaceURI: 'http://www.w3.org/1999/xhtml' } }
  return new Element('body', document)
}

const names = selection => selection.nodes().map(node => `${node.tagName} ${JSON.stringify(node.attributes)}`)

export const selections = {
  work({ select, selectAll, selection, creator, namespace }) {
    const body = select(page())
    const rooms = body.selectAll('room').data(['hall', 'cellar', 'tower']).join('room').attr('name', name => name)
    rooms.filter((_, index) => index > 0).append('door').attr('open', true)
    body.selectAll('room').data([1]).exit().remove()
    return [
      Object.getOwnPropertyNames(selection.prototype).toSorted(), names(rooms), names(body.selectAll('room')), rooms.size(), result(() => [...rooms].length), result(() => names(rooms.selectChildren())),
      result(() => names(body.selectChild('room'))), result(() => selectAll(null).size()), namespace('xlink:href'), typeof creator('svg'), result(() => rooms.sort((a, b) => a < b ? -1 : 1).data()),
    ]
  },
  hold: ({ select }) => ({ body: select(page()) }),
  use({ body }) {
    const doors = body.selectAll('door').data([1, 2, 3]).join('door').attr('number', number => number)
    return [names(doors), result(() => [...doors].length), result(() => names(body.selectChildren('door'))), result(() => names(body.selectChild())), result(() => doors.selection() === doors), doors.data()]
  },
}
