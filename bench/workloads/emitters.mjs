import { Market } from './own/market.mjs'

const market = new Market()

/** Event emitters, with methods and closures as listeners. */
export function work() {
  for (let count = 0; count < 300_000; count++) market.trade(count)
}
