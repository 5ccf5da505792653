import type { Stage } from './stage.ts'

/** The three stages of an event; `staged`: somebody is, or was, in the first or the last. */
export interface Stages { pre: Stage, main: Stage, post: Stage, staged: boolean }

/** What a broadcast calls when things go wrong. */
export interface Trouble {
  /** A subscriber threw; true: so does the broadcast. */
  threw(error: unknown, stage: Stage, subscriber: object): boolean
  /** A subscriber gave an object, maybe a promise. */
  gave(value: object, stage: Stage, subscriber: object): void
  tooDeep(stage: Stage): never
}

export type Broadcast = (...args: unknown[]) => void

/** So many broadcasts of one event inside each other, and it is taken for endless. */
export const deepest = 500

/**
 * The function that broadcasts one event, made for it alone, so that V8 learns its subscribers and no others': one loop
 * for each number of arguments, which calls the method by its name, as a plain loop over the subscribers would.
 */
export function compile(event: string, stages: Stages, trouble: Trouble): Broadcast {
  const make = new Function('stages', 'trouble', code(event)) as (stages: Stages, trouble: Trouble) => Broadcast
  return make(stages, trouble)
}

const kinds = ['pre', 'main', 'post'] as const
const lists = ['', 'a', 'a,b', 'a,b,c', '...all']

const methodOf = (event: string, kind: typeof kinds[number]): string => JSON.stringify(kind === 'main' ? `event_${event}` : `event_${event}_${kind}`)

function code(event: string): string {
  const name = JSON.stringify(event)
  const loops = kinds.flatMap(kind => lists.map((args, count) => loop(`${kind}${count}`, kind, methodOf(event, kind), args)))
  // Who has no first or last stage pays for none, and is small enough for V8 to put into its callers.
  const cases = lists.slice(0, -1).map((args, count) => `case ${count}:main${count}(${args});return;`)
  return `"use strict";const {threw,gave,tooDeep}=trouble,{pre,main,post}=stages;${loops.join('')}
function staged(all){${kinds.map(kind => `${kind}${lists.length - 1}(...all)`).join(';')}}
return {[${name}](a,b,c){if(stages.staged)return staged(arguments);switch(arguments.length){${cases.join('')}}main${lists.length - 1}(...arguments)}}[${name}]`
}

/** A subscriber that throws costs those who do not nothing: the loop goes on behind it. Nobody comes behind a single one. */
const loop = (name: string, stage: string, method: string, args: string): string => `
function ${name}(${args}){
  const list=${stage}.hot??${stage}.list(),count=list.length;
  if(count<2){
    if(count===1)try{
      const given=list[0][${method}](${args});
      if(typeof given==="object"&&given!==null)gave(given,${stage},list[0])
    }catch(error){if(threw(error,${stage},list[0]))throw error}
    return
  }
  const depth=${stage}.running;
  if(depth===${deepest})tooDeep(${stage});
  ${stage}.running=depth+1;
  let index=0;
  for(;;)try{
    for(;index<count;index++){
      const given=list[index][${method}](${args});
      if(typeof given==="object"&&given!==null)gave(given,${stage},list[index]);
    }
    break
  }catch(error){
    if(threw(error,${stage},list[index])){${stage}.running=depth;throw error}
    index++
  }
  if((${stage}.running=depth)===0&&${stage}.older!==void 0)${stage}.older=void 0
}`
