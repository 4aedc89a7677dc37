import { useTranslation } from 'react-i18next'
import type { Exchange, ExchangeBody } from '#contract/exchange'
import { useFormat } from '../../../ui/format.ts'
import { useProblemText } from '../../../ui/problem-text.ts'
import { CopyAction } from '../copy-action.tsx'
import { ExchangeHead } from './exchange-head.tsx'
import classes from './exchange.module.css'

type Pairs = readonly (readonly [string, string])[]

function Pairs({ title, pairs }: { title: string; pairs: Pairs }) {
  if (pairs.length === 0) return null
  return (
    <>
      <h4 className={classes['part']}>{title}</h4>
      <dl className={classes['pairs']}>
        {pairs.map(([name, value], index) => (
          // A header or parameter may stand twice; the list is made anew as a whole.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Bodies are shown to here; all of it can be copied. */
const mostShown = 20_000

function pretty({ contentType, text }: ExchangeBody): string {
  if (text === null) return ''
  if (!contentType?.includes('json')) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function Body({ title, body }: { title: string; body: ExchangeBody | null }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  if (!body || body.bytes === 0) return null
  const text = pretty(body)
  return (
    <>
      <h4 className={classes['part']}>
        {title}
        <span className={classes['quiet']}>
          {[body.contentType, format.bytes(body.bytes)].filter(Boolean).join(' · ')}
        </span>
        {text !== '' && <CopyAction value={text} label={t('request.copyBody')} />}
      </h4>
      {body.text === null ? (
        <p className={classes['quiet']}>{t('request.noText')}</p>
      ) : (
        // What scrolls must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={classes['body']} tabIndex={0}>
          {text.slice(0, mostShown)}
        </pre>
      )}
      {body.left !== undefined && body.left > 0 && (
        <p className={classes['quiet']}>{t('request.left', { formatted: format.number(body.left) })}</p>
      )}
    </>
  )
}

function ExchangeDetails({ exchange, open }: { exchange: Exchange; open: boolean }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const text = useProblemText()
  const { request, answer, error, startedAt } = exchange
  const url = URL.canParse(request.url) ? new URL(request.url) : null
  return (
    <details className={classes['exchange']} open={open} data-testid="exchange" data-purpose={exchange.purpose}>
      <summary>
        <ExchangeHead exchange={exchange} />
      </summary>
      <div className={classes['inside']}>
        <p className={classes['quiet']}>{format.dateTime(startedAt)}</p>
        {error && (
          <p className={classes['error']}>
            <strong>{text(error).title}</strong> {text(error).detail}
          </p>
        )}
        <h4 className={classes['part']}>
          {t('request.line')}
          <CopyAction value={request.url} label={t('request.copyUrl')} />
        </h4>
        <p className={classes['url']}>
          <code>{request.method}</code> <code>{url ? url.origin + url.pathname : request.url}</code>
        </p>
        {url && <Pairs title={t('request.query')} pairs={[...url.searchParams]} />}
        <Pairs title={t('request.headers')} pairs={request.headers} />
        <Body title={t('request.body')} body={request.body} />
        {answer && (
          <details className={classes['answer']}>
            <summary>{t('request.answer', { status: answer.status })}</summary>
            <Pairs title={t('request.headers')} pairs={answer.headers} />
            <Body title={t('request.body')} body={answer.body} />
          </details>
        )}
      </div>
    </details>
  )
}

/** Every call that a recognition made, as it was sent: secrets, tokens, policies and signatures are masked before they are kept. */
export function RequestTab({ exchanges }: { exchanges: readonly Exchange[] }) {
  const { t } = useTranslation('explorer')
  const recognising = exchanges.findIndex(({ purpose }) => purpose === 'recognise')
  if (exchanges.length === 0) return <p className={classes['none']}>{t('request.none')}</p>
  return (
    <div className={classes['list']}>
      <p className={classes['lead']}>{t('request.lead')}</p>
      {exchanges.map((exchange, index) => (
        <ExchangeDetails
          key={`${exchange.startedAt} ${exchange.purpose} ${exchange.attempt}`}
          exchange={exchange}
          open={index === Math.max(0, recognising)}
        />
      ))}
    </div>
  )
}
