export const c1 = 'c1', c2 = 'c2'
export default class { static who = 'c default' }
export { c1 as a }
