class Cell {
  #alive
  #next = false
  #neighbours = []
  constructor(alive) { this.#alive = alive }
  get alive() { return this.#alive }
  meet(cell) { this.#neighbours.push(cell) }
  #count() {
    let count = 0
    for (const each of this.#neighbours) if (each.alive) count++
    return count
  }
  look() {
    const count = this.#count()
    this.#next = count === 3 || (count === 2 && this.#alive)
  }
  turn() { this.#alive = this.#next }
}

export class World {
  #cells = []
  #width
  #height
  constructor(width, height) {
    this.#width = width
    this.#height = height
    for (let index = 0; index < width * height; index++) this.#cells.push(new Cell((index * 2654435761 >>> 7) % 3 === 0))
    this.#cells.forEach((cell, index) => this.#around(index, other => cell.meet(other)))
  }
  #at(x, y) { return this.#cells[(y + this.#height) % this.#height * this.#width + (x + this.#width) % this.#width] }
  #around(index, visit) {
    const [x, y] = [index % this.#width, Math.floor(index / this.#width)]
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if (dx !== 0 || dy !== 0) visit(this.#at(x + dx, y + dy))
  }
  step() {
    for (const cell of this.#cells) cell.look()
    for (const cell of this.#cells) cell.turn()
  }
  get population() { return this.#cells.filter(cell => cell.alive).length }
}
