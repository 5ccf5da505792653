import type { NextFunction, Request, Response } from 'express'

const header = 'X-Request-Number'
let requests = 0

export function requestNumber(_req: Request, res: Response, next: NextFunction): void {
  res.setHeader(header, ++requests)
  next()
}
