/** The suppliers, and the card of the one that is chosen. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { CHAINS, type Chain, findSuppliers } from './suppliers.ts'
import type { Language, Texts } from './texts.ts'

export interface DirectoryProps {
  readonly language: Language
  readonly texts: Texts
  readonly onVerify: () => void
}

export function Directory({ language, texts, onVerify }: DirectoryProps): ReactNode {
  const [words, setWords] = useState('')
  const [chain, setChain] = useState<Chain | 'all'>('all')
  const [chosen, setChosen] = useState<string>()
  const card = useRef<HTMLElement>(null)
  const found = findSuppliers(words, chain)

  // On a telephone it stands below the list, where nobody would see that it has come.
  useEffect(() => {
    if (chosen && card.current && card.current.getBoundingClientRect().top > innerHeight / 2)
      card.current.scrollIntoView()
  }, [chosen])

  return (
    <>
      <div className="intro">
        <h1>{texts.tagline}</h1>
        <p>{texts.lead}</p>
      </div>
      <div className="filters">
        <label className="field">
          <span>{texts.search}</span>
          <input type="search" value={words} onChange={event => setWords(event.target.value)} />
        </label>
        <fieldset className="chains">
          <legend>{texts.chain}</legend>
          {(['all', ...CHAINS] as const).map(one => (
            <label key={one}>
              <input type="radio" name="chain" checked={one === chain} onChange={() => setChain(one)} />
              <span>{texts.chains[one]}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div className="columns">
        <section>
          <p className="count" role="status">
            <b>{found.length}</b> {texts.found}
          </p>
          {found.length === 0 && <p className="empty">{texts.none}</p>}
          <ul className="suppliers">
            {found.map(({ uscc, name, supplies }) => (
              <li key={uscc}>
                <button type="button" aria-pressed={uscc === chosen} onClick={() => setChosen(uscc)}>
                  <b>{name[language]}</b>
                  <span className="wares">{supplies[language]}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section className="card" aria-label={texts.card} ref={card}>
          {chosen ? (
            <qym-business-card key={chosen} uscc={chosen} />
          ) : (
            <div className="empty">
              <p>{texts.choose}</p>
              <button type="button" className="button" onClick={onVerify}>
                {texts.verify}
              </button>
            </div>
          )}
        </section>
      </div>
    </>
  )
}
