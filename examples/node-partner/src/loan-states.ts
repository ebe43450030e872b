/** What an application goes through that ends well, in this order: eight states for as many different things. */
export const LOAN_STATES = [
  'claimed',
  'contacted',
  'materials-requested',
  'offered',
  'accepted',
  'credit-granted',
  'signed',
  'paid-out',
]
