import { EventEmitter } from 'node:events'

export class Market extends EventEmitter {
  #volume = 0
  #highest = 0
  #names = new Map()
  constructor() {
    super()
    this.on('trade', this.#count.bind(this))
    this.on('trade', trade => { this.#highest = Math.max(this.#highest, trade.price) })
    for (const name of ['corn', 'wheat', 'rye']) this.on(name, trade => this.#names.set(name, (this.#names.get(name) ?? 0) + trade.count))
  }
  get volume() { return this.#volume }
  #count({ count, price }) { this.#volume += count * price }
  trade(number) {
    const trade = { name: number % 2 ? 'corn' : 'rye', price: number % 90, count: number % 7 }
    this.emit('trade', trade)
    this.emit(trade.name, trade)
  }
}
