// How many authenticated requests a node answers, beside a bare route and a bare query over the same socket and database:
// node, database and load share this machine's cores.
import { expect, test } from 'vitest'
import { CONNECTIONS, openNode, put } from './loaded-node.js'
import type { OriginFigures } from './results.js'

const isQuick = process.env.QIYEMA_QUICK === '1'
const ROUNDS = isQuick ? 2 : 5
const SECONDS = isQuick ? 2 : 5

test('what a node answers in a second', async ({ task }) => {
  const { asked, close } = await openNode()
  const rounds: Record<keyof typeof asked, number>[] = []
  let errors = 0
  for (let round = -1; round < ROUNDS; round++) {
    const rates: Record<string, number> = {}
    for (const [name, load] of Object.entries(asked)) {
      const figures = await put({ ...load, seconds: SECONDS })
      rates[name] = figures.perSecond
      errors += figures.errors
    }
    if (round >= 0) rounds.push(rates as Record<keyof typeof asked, number>)
  }
  await close()
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const figures: OriginFigures = {
    connections: CONNECTIONS,
    perSecond: {
      bareRoute: middle(rounds.map(rates => rates.bareRoute)),
      bareQuery: middle(rounds.map(rates => rates.bareQuery)),
      read: middle(rounds.map(rates => rates.read)),
      write: middle(rounds.map(rates => rates.write)),
    },
    readOfRoute: middle(rounds.map(rates => rates.read / rates.bareRoute)),
    readOfQuery: middle(rounds.map(rates => rates.read / rates.bareQuery)),
    writeOfQuery: middle(rounds.map(rates => rates.write / rates.bareQuery)),
    errors,
  }
  task.meta.results = figures
  expect(errors).toBe(0)
})
