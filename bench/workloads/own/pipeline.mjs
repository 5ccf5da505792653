const above = limit => order => order.price > limit
const by = key => (a, b) => a[key] - b[key]
const compose = (...steps) => value => steps.reduce((result, step) => step(result), value)

export function report(orders, limit) {
  const worth = ({ price, count }) => price * count
  const open = orders.filter(order => order.open).filter(above(limit))
  const shops = open.map(order => order.shop).reduce((all, shop) => all.set(shop, (all.get(shop) ?? 0) + 1), new Map())
  const sum = open.map(worth).reduce((a, b) => a + b, 0)
  const best = compose(list => list.map(order => ({ ...order, worth: worth(order) })), list => list.filter(order => order.worth > 300), list => list.toSorted(by('worth')))(open)
  return { sum, shops: [...shops].map(([name, count]) => `${name}: ${count}`).join(), some: open.some(order => order.count > 9), every: orders.every(order => order.price >= 0), best: best.at(-1)?.id }
}
