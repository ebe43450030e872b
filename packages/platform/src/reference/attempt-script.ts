/** What sends the forms of the reference, as browsers load it: one file, nothing of it in a page. */

export const ATTEMPT_SCRIPT = `
const open = () => {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (wanted instanceof HTMLDetailsElement) { wanted.open = true; wanted.scrollIntoView() }
}
addEventListener('hashchange', open)
open()

for (const form of document.querySelectorAll('form.attempt')) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const output = form.querySelector('output')
    output.textContent = '…'
    try {
      const answer = await fetch(requestOf(form))
      output.textContent = await textOf(answer)
    } catch (error) {
      output.textContent = String(error)
    }
  })
}

function requestOf(form) {
  const fields = [...form.elements].filter(field => field.dataset.place !== undefined)
  const at = place => fields.filter(field => field.dataset.place === place && field.value !== '')
  let path = form.getAttribute('action')
  for (const { name, value } of at('path')) path = path.replace('{' + name + '}', encodeURIComponent(value))
  const query = new URLSearchParams(at('query').map(({ name, value }) => [name, value]))
  const headers = new Headers({ 'accept-language': document.documentElement.lang })
  for (const { value } of at('token')) headers.set('authorization', 'Bearer ' + value.trim())
  for (const { value } of at('if-match')) headers.set('if-match', value)
  if (form.dataset.repetition === 'key') headers.set('idempotency-key', crypto.randomUUID())
  const method = form.dataset.method
  const body = fields.find(field => field.dataset.place === 'body')?.value
  if (body !== undefined) headers.set('content-type', 'application/json')
  return new Request(path + (query.size > 0 ? '?' + query : ''), { method, headers, body })
}

async function textOf(answer) {
  const type = answer.headers.get('content-type') ?? ''
  const body = await answer.text()
  const shown = type.includes('json') && body !== '' ? JSON.stringify(JSON.parse(body), undefined, 2) : body
  return answer.status + ' ' + type + '\\n\\n' + shown
}
`.trim()
