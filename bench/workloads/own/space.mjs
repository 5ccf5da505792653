export class Vector {
  constructor(x, y) {
    this.x = x
    this.y = y
  }
  plus(other) { return new Vector(this.x + other.x, this.y + other.y) }
  minus(other) { return new Vector(this.x - other.x, this.y - other.y) }
  times(factor) { return new Vector(this.x * factor, this.y * factor) }
  get length() { return Math.hypot(this.x, this.y) }
}

class Body {
  velocity = new Vector(0, 0)
  constructor(place, mass) {
    this.place = place
    this.mass = mass
  }
  pull(other) {
    const way = other.place.minus(this.place)
    const distance = Math.max(way.length, 0.1)
    return way.times(other.mass / distance ** 3)
  }
  push(force, time) { this.velocity = this.velocity.plus(force.times(time)) }
  move(time) { this.place = this.place.plus(this.velocity.times(time)) }
}

class Planet extends Body {
  age = 0
  move(time) {
    super.move(time)
    this.age += time
  }
}

export class Space {
  constructor(count) {
    this.bodies = Array.from({ length: count }, (_, index) => {
      const place = new Vector(Math.sin(index) * index, Math.cos(index) * index)
      return index % 2 ? new Body(place, 1 + index % 3) : new Planet(place, 2)
    })
  }
  tick(time) {
    for (const body of this.bodies) {
      for (const other of this.bodies) if (other !== body) body.push(body.pull(other), time)
    }
    for (const body of this.bodies) body.move(time)
  }
}
