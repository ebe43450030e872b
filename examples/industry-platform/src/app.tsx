/** The page: its frame, its language, and the session that all widgets stand in. */
import type {} from '@qiyema/widgets/react'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Directory } from './directory.tsx'
import { type Language, textsOf } from './texts.ts'

/** The reader of squares is loaded by those who scan. */
const Verify = lazy(async () => ({ default: (await import('./verify.tsx')).Verify }))

type Place = 'directory' | 'verify'

export function App({ platform }: { readonly platform: string }): ReactNode {
  const [language, setLanguage] = useState(preferredLanguage)
  const [place, setPlace] = usePlace()
  const texts = textsOf(language)

  useEffect(() => {
    document.documentElement.lang = language
    document.title = texts.name
  }, [language, texts])

  return (
    <qym-session platform={platform} locale={language}>
      <header className="bar">
        <a className="skip" href="#content">
          {texts.skip}
        </a>
        <img src="/mark.svg" alt="" width="40" height="40" />
        <b className="name">{texts.name}</b>
        <nav>
          {(['directory', 'verify'] as const).map(one => (
            <a key={one} href={`#${one}`} aria-current={one === place ? 'page' : undefined}>
              {texts[one]}
            </a>
          ))}
        </nav>
        <button
          type="button"
          className="language"
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
        >
          {texts.other}
        </button>
      </header>
      <main id="content" tabIndex={-1}>
        {place === 'verify' ? (
          <Suspense>
            <Verify texts={texts} />
          </Suspense>
        ) : (
          <Directory language={language} texts={texts} onVerify={() => setPlace('verify')} />
        )}
      </main>
      <footer>{texts.demonstration}</footer>
    </qym-session>
  )
}

function preferredLanguage(): Language {
  return navigator.language.startsWith('en') ? 'en' : 'zh-CN'
}

/** Kept in the address, so that one can go back. */
function usePlace(): readonly [Place, (place: Place) => void] {
  const [place, setPlace] = useState<Place>(() => placeOfAddress())
  useEffect(() => {
    const follow = () => setPlace(placeOfAddress)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return [place, wanted => location.assign(`#${wanted}`)]
}

/** Other addresses, such as that of the content itself, lead nowhere else. */
function placeOfAddress(present: Place = 'directory'): Place {
  if (location.hash === '#verify') return 'verify'
  return location.hash === '#directory' ? 'directory' : present
}
