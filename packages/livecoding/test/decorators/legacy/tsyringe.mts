// A container of tsyringe: it reads what `emitDecoratorMetadata` says of constructors.
import 'reflect-metadata'
import { container, inject, injectable, singleton, Lifecycle, registry, scoped } from 'tsyringe'

interface Clock { now(): number }
@singleton() class Store { readonly rows = new Map<string, number>() }
@injectable() class Log { lines: string[] = []; constructor(private readonly store: Store, @inject('Clock') private readonly clock: Clock) {} write(line: string): void { this.lines.push(`${this.clock.now()} ${line} ${this.store.rows.size}`) } }
@injectable() @registry([{ token: 'Clock', useValue: { now: () => 7 } }]) class Visits { constructor(public log: Log, readonly store: Store) {} visit(who: string): number { const n = (this.store.rows.get(who) ?? 0) + 1; this.store.rows.set(who, n); this.log.write(who); return n } }
@scoped(Lifecycle.ContainerScoped) class PerContainer { constructor(readonly visits: Visits) {} }
const visits = container.resolve(Visits)
console.log(visits.visit('ann'), visits.visit('ann'), visits.log.lines.join('; '), container.resolve(Visits).store === visits.store, container.resolve(Log) === visits.log)
console.log(container.resolve(PerContainer) === container.resolve(PerContainer), container.createChildContainer().resolve(PerContainer).visits.visit('bob'))
