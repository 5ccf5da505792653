import { start } from './engine.ts'

start()
