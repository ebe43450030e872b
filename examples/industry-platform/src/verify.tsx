/** Scan, verify, and see whose card it is. */
import '@qiyema/widgets/qym-scanner'
import { type ReactNode, useState } from 'react'
import { SUPPLIERS } from './suppliers.ts'
import type { Texts } from './texts.ts'

export function Verify({ texts }: { readonly texts: Texts }): ReactNode {
  const [uscc, setUscc] = useState<string>()
  const isListed = SUPPLIERS.some(supplier => supplier.uscc === uscc)

  /** Only of a code that holds: what is not proven leads to nobody's card. */
  function follow({ detail }: HTMLElementEventMap['qym-scan-verified']): void {
    const { result } = detail
    setUscc(result.outcome === 'valid' ? result.code.uscc : undefined)
  }

  return (
    <>
      <div className="intro">
        <h1>{texts.verifyTitle}</h1>
        <p>{texts.verifyLead}</p>
      </div>
      <div className="columns even">
        <section className="frame">
          <qym-scanner onqym-scan-verified={follow} />
        </section>
        {uscc && (
          <section aria-live="polite">
            <p className="listed" data-listed={isListed}>
              {isListed ? texts.inDirectory : texts.notInDirectory}
            </p>
            <qym-business-card key={uscc} uscc={uscc} />
          </section>
        )}
      </div>
    </>
  )
}
