export class Service { value = 1 }
export interface Shape { a: 1 }
export enum Level { low, high }
export enum Word { yes = 'yes', no = 'no' }
export namespace Deep { export class Inner {} }
export type { Shape as Renamed }
export default class Fallback {}
