export default function () { return 'd' }
export const { x, y: [z] } = { x: 1, y: [2] }
export let counter = 0
export const up = () => ++counter
await null
export const awaited = await Promise.resolve('awaited')
