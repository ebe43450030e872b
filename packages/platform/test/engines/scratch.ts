/**
 * Where stores of tests lie: in memory where the system has a place for that, since nobody's data waits for a disk there. At
 * full figures (`npm run promises`) they lie on the disk, as people's do.
 */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const isInMemory = process.env.QIYEMA_FULL !== '1' && existsSync('/dev/shm')

export const SCRATCH = isInMemory ? '/dev/shm' : tmpdir()
