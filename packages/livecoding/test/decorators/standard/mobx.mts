// A store of MobX, with its standard decorators.
import { observable, computed, action, autorun } from 'mobx'

class Basket {
  @observable accessor items: { name: string, price: number }[] = []
  @observable accessor discount = 0
  @computed get total(): number { return this.items.reduce((sum, { price }) => sum + price, 0) * (1 - this.discount) }
  @action add(name: string, price: number): void { this.items.push({ name, price }) }
  @action half(): void { this.discount = 0.5 }
}
const seen: string[] = []
const basket = new Basket()
const stop = autorun(() => { seen.push(`${basket.items.length} for ${basket.total}`) })
basket.add('apple', 2)
basket.half()
basket.add('pear', 4)
stop()
console.log(seen.join('; '))
