// The loader for CommonJS: the one for modules has a thread of its own in each worker, which costs some 15 to 30 MB of memory and a moment at the start.
const { register } = require('tsx/cjs/api')

register()
require('./worker.ts')
