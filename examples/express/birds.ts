import { Router } from 'express'
import { add, describe, find, list } from './store.ts'

export const birds = Router()

// define the home page route
birds.get('/', (_req, res) => {
  res.json(list().map(describe))
})

birds.get('/:name', (req, res) => {
  const bird = find(req.params.name)
  if (bird) res.send(describe(bird))
  else res.status(404).send(`No bird ${req.params.name}`)
})

birds.post('/', (req, res) => {
  const bird = add(req.body.name)
  res.status(201).send(describe(bird))
})
