/** Where stores of tests lie: in memory where the system has a place for that, since nobody's data waits for a disk there. */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

export const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
