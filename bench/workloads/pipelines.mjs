import { report } from './own/pipeline.mjs'

const orders = Array.from({ length: 20_000 }, (_, id) => ({ id, shop: `shop ${id % 20}`, price: id * 7 % 100, count: id % 5, open: id % 3 > 0 }))

/** Closures in array methods. */
export function work() {
  for (let count = 0; count < 8; count++) report(orders, count)
}
