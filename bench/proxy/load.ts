import { Agent, request as httpRequest } from 'node:http'

export interface Load {
  requestsPerSecond: number
  slowestMs: number
}

function post(port: number, agent: Agent, body: Buffer, answerBytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const options = {
      host: '127.0.0.1',
      port,
      path: '/',
      method: 'POST',
      agent,
      headers: { 'content-length': body.length },
    }
    const request = httpRequest(options, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        // A way that drops bytes would be fast.
        const { result } = (answer.statusCode === 200 ? JSON.parse(text) : {}) as { result?: { bytes: number } }
        if (result?.bytes === answerBytes || result?.bytes === body.length) resolve(performance.now() - start)
        else reject(new Error(`answered ${answer.statusCode} ${text.slice(0, 200)}`))
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Sends `count` pictures, `atATime` of them at any moment. */
export async function load(port: number, picture: Buffer, count: number, atATime: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime })
  const encoded = Math.ceil(picture.length / 3) * 4 + '{"image":""}'.length
  let left = count
  let slowestMs = 0
  const client = async () => {
    while (left > 0) {
      left -= 1
      slowestMs = Math.max(slowestMs, await post(port, agent, picture, encoded))
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: atATime }, client))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { requestsPerSecond: count / seconds, slowestMs }
}
