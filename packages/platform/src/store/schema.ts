/** Every table, by the part of the platform that keeps it. */
import type { AccessTables } from '../access/tables.js'
import type { AuditTables } from '../audit/tables.js'
import type { CardTables } from '../card/tables.js'
import type { CodeTables } from '../code/tables.js'
import type { ConsentTables } from '../consent/tables.js'
import type { EventTables } from '../events/tables.js'
import type { FinanceTables } from '../finance/tables.js'
import type { HttpTables } from '../http/tables.js'
import type { JobTables } from '../jobs/tables.js'
import type { PolicyTables } from '../policy/tables.js'
import type { RegistryTables } from '../registry/tables.js'
import type { SessionTables } from '../session/tables.js'
import type { SignInTables } from '../sign-in/tables.js'

export interface Database
  extends AccessTables,
    AuditTables,
    CardTables,
    CodeTables,
    ConsentTables,
    EventTables,
    FinanceTables,
    HttpTables,
    JobTables,
    PolicyTables,
    RegistryTables,
    SessionTables,
    SignInTables {}
