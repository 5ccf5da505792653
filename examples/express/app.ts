import express, { type NextFunction, type Request, type Response } from 'express'
import { birds } from './birds.ts'
import { requestNumber } from './request-number.ts'

const greeting = 'Hello World!'

export const app = express()

app.use(express.json())
app.use(requestNumber)

app.get('/', (_req, res) => {
  res.send(greeting)
})

app.get('/slow', async (_req, res) => {
  await new Promise(done => setTimeout(done, 50))
  res.send(`${greeting} (slowly)`)
})

app.use('/birds', birds)

app.use((err: Error, _req: Request, res: Response, _next: NextFunction) => {
  res.status(500).send(`Something broke: ${err.message}`)
})
