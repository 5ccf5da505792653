export interface Bird {
  id: number
  name: string
}

const birds = new Map<string, Bird>()
let lastId = 0

export function add(name: string): Bird {
  const bird = { id: ++lastId, name }
  birds.set(name, bird)
  return bird
}

export function find(name: string): Bird | undefined {
  return birds.get(name)
}

export function list(): Bird[] {
  return [...birds.values()]
}

export function describe({ id, name }: Bird): string {
  return `${id}: ${name}`
}
