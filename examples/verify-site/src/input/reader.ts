/** Reads squares in a worker of its own, started on first use: one picture at a time, in turn. */
import { ownScript } from '../security/trusted-scripts.js'
import workerUrl from './reader.worker.js?worker&url'
import type { ReaderAnswer, ReaderQuestion } from './reader-messages.js'

let worker: Worker | undefined
let turn: Promise<unknown> = Promise.resolve()

export function readSquares(question: ReaderQuestion): Promise<ReaderAnswer> {
  const answer = turn.then(() => ask(question))
  turn = answer
  return answer
}

function ask(question: ReaderQuestion): Promise<ReaderAnswer> {
  return new Promise(resolve => {
    worker ??= new Worker(ownScript(workerUrl), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<ReaderAnswer>) => resolve(data)
    worker.onerror = () => {
      // It could not be loaded: the next question starts another.
      worker = undefined
      resolve({ problem: 'reader' })
    }
    worker.postMessage(question, question.image instanceof Blob ? [] : [question.image])
  })
}
