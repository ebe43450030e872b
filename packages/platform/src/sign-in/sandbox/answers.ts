/** `GET /sign-in` and `POST /sign-in/sandbox` where people only say who they are. Production refuses to be made with it. */
import type { SignedInPerson } from '../../access/operators.js'
import { invalidField, PlatformProblem } from '../../http/problems.js'
import { readQuery } from '../../http/query.js'
import type { Exchange } from '../../http/serve.js'
import type { Db } from '../../store/store.js'
import { allowPages, jsonAnswer, onward } from '../answers.js'
import { capacityOf } from '../capacity.js'
import { openCode } from '../codes.js'
import { type ChoiceInput, choiceInput, parse, readMembers, startInput } from '../input.js'
import { signIn } from '../opened.js'
import { pageAnswer } from '../page.js'
import { readReturning, returnAddress } from '../returns.js'
import type { SignInServices } from '../services.js'
import { TITLE as PEOPLE_TITLE, peoplePage } from './people-page.js'
import { samplePeople } from './sample-people.js'
import { TITLE as TOKEN_TITLE, tokenPage } from './token-page.js'

/** Shows whom one may be. */
export async function answerPeople(exchange: Exchange, services: SignInServices): Promise<Response> {
  const { limits, returns, store, now } = services
  await limits.count('anyone', exchange.address)
  const asked = parse(startInput, readQuery(exchange.search))
  const returning = readReturning(asked, returns)
  const { as, lang: language = exchange.language, ...carried } = asked
  const people = await store.transact({ kind: 'anyone' }, db => samplePeople(db, as, now()))
  const other = { ...asked, lang: language === 'en' ? 'zh-CN' : 'en' }
  const page = {
    title: PEOPLE_TITLE,
    main: () => peoplePage(people, { ...carried, lang: language }, language),
    language,
    otherLanguage: `?${new URLSearchParams(other)}`,
    formTargets: returning ? [new URL(returning.returnTo).origin] : [],
  }
  return pageAnswer(exchange, page, services)
}

/** Signs in whoever was chosen: back to the application with a code, or with the token to whoever asked for it. */
export async function answerChoice(exchange: Exchange, services: SignInServices): Promise<Response> {
  const { limits, returns, store, now } = services
  const { request, address, requestId } = exchange
  ensureOurPage(exchange, services)
  await limits.count('anyone', address)
  const choice = parse(choiceInput, await readMembers(request))
  const returning = readReturning(choice, returns)
  if (returning) {
    const code = await store.transact({ kind: 'anyone' }, async db =>
      openCode(db, await ensureSomebody(db, choice, now()), returning.challenge, now()),
    )
    return onward(returnAddress(returning, { code }))
  }
  const signedIn = await store.transact({ kind: 'anyone' }, async db =>
    signIn(db, await ensureSomebody(db, choice, now()), requestId, services),
  )
  if (request.headers.get('accept')?.includes('application/json')) return jsonAnswer(signedIn)
  const language = choice.lang ?? exchange.language
  const page = {
    title: TOKEN_TITLE,
    main: () => tokenPage(signedIn, language),
    language,
    otherLanguage: language === 'en' ? '/sign-in?lang=zh-CN' : '/sign-in?lang=en',
  }
  return pageAnswer(exchange, page, services)
}

/** @throws {PlatformProblem} `invalid_fields` for nobody, and for who may not sign in as this */
async function ensureSomebody(
  db: Db,
  { person, enterprise: enterpriseId, department: as }: ChoiceInput,
  now: Date,
): Promise<SignedInPerson> {
  const capacity = await capacityOf(db, person, { as, enterpriseId }, now)
  if (!capacity) throw invalidField('/person', 'nobody_of_that')
  return capacity
}

/**
 * Other sites may sign nobody in: a browser says where a form comes from. Tools are no browsers, and say nothing.
 *
 * @throws {PlatformProblem} `wrong_origin`
 */
function ensureOurPage(exchange: Exchange, { baseUrl, returns }: SignInServices): void {
  const { request } = exchange
  const origin = request.headers.get('origin')
  // On one machine it has several names, of which only one is known as its address.
  const ours = [baseUrl, request.url].map(address => new URL(address).origin)
  if (origin === null || ours.includes(origin) || allowPages(exchange, returns.isKnownOrigin)) return
  throw new PlatformProblem('wrong_origin')
}
