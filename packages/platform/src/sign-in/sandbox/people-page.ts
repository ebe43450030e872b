/** The page on which one says who one is: a button for each of the sample people. */
import type { Texts } from '@qiyema/core/contract'
import type { EnterpriseRole, OfficerRole } from '../../access/caller.js'
import type { Language } from '../../http/language.js'
import { inLanguage } from '../../pages/document.js'
import { type Html, html } from '../../pages/html.js'
import { SANDBOX_PATH } from './paths.js'
import type { SampleOfficer, SampleOperator, SamplePeople } from './sample-people.js'

type Members = Readonly<Record<string, string>>

export const TITLE: Texts = { 'zh-CN': '选择身份登录', en: 'Sign in as somebody' }

/**
 * @param carried - what each form brings along: where to go back to, the page's language
 */
export function peoplePage(
  { operators, officers }: SamplePeople,
  carried: Members,
  language: Language,
): Html {
  return html`<section>
<h1>${TITLE[language]}</h1>
<p class="note">${WORDS.trial[language]}</p>
</section>
${
  operators.length > 0 &&
  group(
    WORDS.enterprises[language],
    operators.map(person => operator(person, carried, language)),
  )
}
${
  officers.length > 0 &&
  group(
    WORDS.departments[language],
    officers.map(person => officer(person, carried, language)),
  )
}
${operators.length + officers.length === 0 && html`<p>${WORDS.nobody[language]}</p>`}`
}

function group(title: string, people: readonly Html[]): Html {
  return html`<section>
<h2>${title}</h2>
<ul class="people">
${people}</ul>
</section>`
}

function operator(
  { personId, name, enterprise, role }: SampleOperator,
  carried: Members,
  language: Language,
): Html {
  return choice(
    { ...carried, person: personId, enterprise: enterprise.id },
    { what: inLanguage(enterprise.name, language), who: name, as: ROLES[role][language] },
  )
}

function officer(
  { personId, name, department, roles }: SampleOfficer,
  carried: Members,
  language: Language,
): Html {
  return choice(
    { ...carried, person: personId, department: department.id },
    {
      what: inLanguage(department.name, language),
      who: name,
      as: roles.map(role => OFFICER_ROLES[role][language]).join(language === 'en' ? ', ' : '、'),
    },
  )
}

function choice(
  members: Members,
  { what, who, as }: { readonly what: string; readonly who: string; readonly as: string },
): Html {
  const fields = Object.entries(members).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<li><form method="post" action="${SANDBOX_PATH}">${fields}<button><strong>${what}</strong><small>${as} · <span lang="zh-CN">${who}</span></small></button></form></li>
`
}

const WORDS = {
  trial: texts(
    '此处仅供试用：人员均为样例，选中即登录，不验证身份。',
    'This is for trying things out: the people are samples, and whoever you choose you are, unproven.',
  ),
  enterprises: texts('企业人员', 'For an enterprise'),
  departments: texts('部门人员', 'For a department'),
  nobody: texts('没有可以这样登录的人。', 'There is nobody here who may sign in as this.'),
} as const satisfies Record<string, Texts>

const ROLES: Readonly<Record<EnterpriseRole, Texts>> = {
  representative: texts('法定代表人', 'Legal representative'),
  administrator: texts('管理员', 'Administrator'),
  handler: texts('办事人', 'Handler'),
}

const OFFICER_ROLES: Readonly<Record<OfficerRole, Texts>> = {
  'code-officer': texts('企业码管理', 'Codes'),
  'policy-officer': texts('政策发布', 'Policies'),
  'data-officer': texts('数据更正', 'Corrections'),
  auditor: texts('审计', 'Audit'),
}

function texts(zhCn: string, en: string): Texts {
  return { 'zh-CN': zhCn, en }
}
