import type { AddressInfo } from 'node:net'
import { app } from './app.ts'

const port = process.env['PORT'] ?? 0

export const server = app.listen(Number(port), () => {
  console.log(`Example app listening on port ${(server.address() as AddressInfo).port}`)
})
