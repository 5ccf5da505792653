// The engine as `node --import livecoding/register` starts it, without its words: output is compared.
import { start } from '../../packages/livecoding/dist/index.js'

start({ watch: false })
