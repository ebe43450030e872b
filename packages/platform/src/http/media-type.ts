/** What a request says its body is. */

/** The media type without its parameters, in lower case; empty when there is none, or a charset other than UTF-8. */
export function mediaTypeOf(request: Request): string {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').split(';')
  const isUtf8 = parameters.every(parameter => {
    const [name = '', value = ''] = parameter.split('=').map(part => part.trim().toLowerCase())
    return name !== 'charset' || value === 'utf-8' || value === '"utf-8"'
  })
  return isUtf8 ? type.trim().toLowerCase() : ''
}
