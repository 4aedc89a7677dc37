import { expect, test } from 'vitest'
import { readCallback } from './callback.ts'

const read = (text: string, type = '') => readCallback(type, new TextEncoder().encode(text))

test.each([
  ['{"EventName":"TaskFinish","JobsDetail":[{"JobId":"j1","State":"Success"},{"JobId":"j2"}]}', ['j1', 'j2']],
  ['{"EventName":"TaskFinish","JobsDetail":{"JobId":"j1"}}', ['j1']],
  ['<Response><EventName>TaskFinish</EventName><JobsDetail><JobId> j1 </JobId></JobsDetail></Response>', ['j1']],
  [
    '<Response><JobsDetail><JobId>j1</JobId></JobsDetail><JobsDetail><JobId>j2</JobId></JobsDetail></Response>',
    ['j1', 'j2'],
  ],
  ['{"JobsDetail":[{"JobId":7}]}', []],
  ['{"JobsDetail":[{"JobId":"../jobs"}]}', []],
  ['{"JobsDetail":', []],
  ['', []],
  ['null', []],
  ['<html>502</html>', []],
])('%s names %j', (text, ids) => expect(read(text)).toEqual(ids))
